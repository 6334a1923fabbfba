package io.agentmesh.server.http;

import java.util.regex.Pattern;

import io.vertx.core.net.HostAndPort;

/**
 * Host names that requests may use. A page of another site can resolve its own name to 127.0.0.1 and then read the
 * server's answers (DNS rebinding); its requests still carry that name. So a server without tokens that is meant for
 * its own machine answers only to the machine's own names.
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
