package io.agentmesh.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the server is spoken to: what a client may ask of it before it is cut off, and by what it is protected.
 *
 * @param maxHeaderSize  the most that all headers of a request may take together, in bytes
 * @param maxUriLength   the longest request line, in bytes
 * @param idleTimeout    how long a connection may wait for a request, or move nothing while one is answered
 * @param requestTimeout how long a request's body may take to arrive
 * @param maxConnections the most connections at once; a further one is closed
 * @param tls            the key store for https, or null for http
 * @param tokensFile     who may call, or null
 */
public record HttpSettings(int maxHeaderSize, int maxUriLength, Duration idleTimeout, Duration requestTimeout,
        int maxConnections, TlsKeyStore tls, Path tokensFile) {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_CONNECTIONS = 1_000_000;

    static HttpSettings of(ServerProperties properties) {
        return new HttpSettings(properties.number("server.max-header-size", 1, LARGEST),
                properties.number("server.max-uri-length", 1, LARGEST),
                properties.positiveDuration("server.idle-timeout"),
                properties.positiveDuration("server.request-timeout"),
                properties.number("server.max-connections", 1, MOST_CONNECTIONS),
                TlsKeyStore.of(properties), properties.path("server.tokens-file"));
    }
}
