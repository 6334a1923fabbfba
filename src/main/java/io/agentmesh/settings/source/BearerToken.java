package io.agentmesh.settings.source;

import java.nio.file.Path;

import io.agentmesh.settings.value.SettingsException;

/**
 * The token for a server. A token from a file is read again when the server rejects it, as a mounted secret is replaced
 * at runtime. Not earlier: a server may learn of a new token after its clients.
 */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private final Path file;
    private volatile String value;

    /**
     * @param value or null for none
     * @param file  the token's file, or null
     */
    public BearerToken(String value, Path file) {
        this.value = value;
        this.file = file;
    }

    /** The header {@code Authorization}, or null. */
    public String header() {
        return value == null ? null : SCHEME + value;
    }

    /** The token, or null. */
    public String value() {
        return value;
    }

    /** The token's file, or null. */
    public Path file() {
        return file;
    }

    /**
     * Reads the file again, unless that was done since.
     *
     * @param refused the header that the server answered with 401
     * @return whether the token has changed
     * @throws SettingsException where the file has none; the old one stays
     */
    public synchronized boolean isRenewed(String refused) {
        if (file != null && header().equals(refused)) {
            value = AuthToken.read(file);
        }
        return file != null && !header().equals(refused);
    }
}
