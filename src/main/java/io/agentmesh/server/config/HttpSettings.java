package io.agentmesh.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Limits and protection of the HTTP server.
 *
 * @param maxHeaderSize  maximum size of all headers of a request, in bytes
 * @param maxUriLength   maximum length of the request line, in bytes
 * @param idleTimeout    how long a connection may be idle, between requests or while one is answered
 * @param requestTimeout how long a request's body may take to arrive
 * @param maxConnections maximum number of connections; further ones are closed
 * @param tls            the key store for https, or null for http
 * @param tokensFile     the tokens file, or null
 */
public record HttpSettings(int maxHeaderSize, int maxUriLength, Duration idleTimeout, Duration requestTimeout,
        int maxConnections, TlsKeyStore tls, Path tokensFile) {

    private static final int MAX_SIZE = 1 << 20;
    private static final int MAX_CONNECTIONS = 1_000_000;

    static HttpSettings of(ServerProperties properties) {
        return new HttpSettings(properties.number("server.max-header-size", 1, MAX_SIZE),
                properties.number("server.max-uri-length", 1, MAX_SIZE),
                properties.positiveDuration("server.idle-timeout"),
                properties.positiveDuration("server.request-timeout"),
                properties.number("server.max-connections", 1, MAX_CONNECTIONS),
                TlsKeyStore.of(properties), properties.path("server.tokens-file"));
    }
}
