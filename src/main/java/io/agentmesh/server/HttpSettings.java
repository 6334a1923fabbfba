package io.agentmesh.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

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

    static HttpSettings of(Properties properties) {
        return new HttpSettings(ServerSettings.number(properties, "server.max-header-size", 1, LARGEST),
                ServerSettings.number(properties, "server.max-uri-length", 1, LARGEST),
                ServerSettings.positiveDuration(properties, "server.idle-timeout"),
                ServerSettings.positiveDuration(properties, "server.request-timeout"),
                ServerSettings.number(properties, "server.max-connections", 1, MOST_CONNECTIONS),
                TlsKeyStore.of(properties), path(properties, "server.tokens-file"));
    }

    static Path path(Properties properties, String name) {
        String text = properties.getProperty(name).strip();
        return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
    }
}
