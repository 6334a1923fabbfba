package io.agentmesh.server.http;

import java.util.regex.Pattern;

import io.vertx.core.net.HostAndPort;

/**
 * Which names a request may call the server by. A page of another site can have its own name lead to 127.0.0.1 and then
 * read what the server answers (DNS rebinding); its requests still carry that name. So a server that asks nobody for a
 * token, and is meant for its machine alone, answers only to the machine's own names.
 */
public final class HostAllowlist {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final String ownHost;
    private final boolean isLocalOnly;

    /** @param ownHost the name or address that the server listens on */
    public HostAllowlist(String ownHost, boolean isLocalOnly) {
        this.ownHost = ownHost;
        this.isLocalOnly = isLocalOnly;
    }

    boolean allows(HostAndPort authority) {
        return !isLocalOnly || authority.host().equalsIgnoreCase(ownHost)
                || LOOPBACK.matcher(authority.host()).matches();
    }
}
