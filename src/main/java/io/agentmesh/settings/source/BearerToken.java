package io.agentmesh.settings.source;

import java.nio.file.Path;

import io.agentmesh.settings.value.SettingsException;

/**
 * The token that a server is sent. One that stands in a file is read again when the server refuses it: a mounted secret is
 * replaced while a program runs. Not before, since a server may learn of a new token after its caller.
 */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private final Path file;
    private volatile String value;

    /**
     * @param value or null where none is sent
     * @param file  where it was read from, or null
     */
    public BearerToken(String value, Path file) {
        this.value = value;
        this.file = file;
    }

    /** The value of the header {@code Authorization}, or null. */
    public String header() {
        return value == null ? null : SCHEME + value;
    }

    /** The token, or null. */
    public String value() {
        return value;
    }

    /** Where it stands, or null. */
    public Path file() {
        return file;
    }

    /**
     * Reads the file again, unless that was done since.
     *
     * @param refused the header that the server answered with 401
     * @return whether there is another token now
     * @throws SettingsException where the file holds none; the old one stays
     */
    public synchronized boolean isRenewed(String refused) {
        if (file != null && header().equals(refused)) {
            value = AuthToken.read(file);
        }
        return file != null && !header().equals(refused);
    }
}
