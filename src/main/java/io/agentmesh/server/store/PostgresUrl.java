package io.agentmesh.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.agentmesh.settings.value.Authority;
import io.agentmesh.settings.value.SettingsException;
import org.postgresql.Driver;

/**
 * The two notations for the address of a PostgreSQL database.
 *
 * @param jdbc     for the driver
 * @param user     null where {@code jdbc} has it, or there is none
 * @param password the same
 */
record PostgresUrl(String jdbc, String user, String password) {

    private static final String ALLOWED = "server.database-url (DATABASE_URL): allowed is "
            + "postgres://user:password@host:port/name or jdbc:postgresql://host:port/name?user=…&password=…";

    /** @throws SettingsException which does not quote {@code url}, as it contains a password */
    static PostgresUrl parse(String url) {
        PostgresUrl parsed = url.startsWith("jdbc:") ? new PostgresUrl(url, null, null) : translate(url);
        if (Driver.parseURL(parsed.jdbc, null) == null) {
            throw new SettingsException(ALLOWED);
        }
        return parsed;
    }

    private static PostgresUrl translate(String url) {
        try {
            URI uri = new URI(url);
            Optional<Authority> host = Authority.of(uri);
            if (host.isEmpty() || uri.getScheme() == null || !uri.getScheme().matches("postgres(ql)?")) {
                throw new SettingsException(ALLOWED);
            }
            int end = uri.getRawAuthority().lastIndexOf('@');
            String[] user = end < 0 ? new String[0] : uri.getRawAuthority().substring(0, end).split(":", 2);
            return new PostgresUrl("jdbc:postgresql://" + host.get() + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                    user.length > 0 ? decode(user[0]) : null, user.length > 1 ? decode(user[1]) : null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new SettingsException(ALLOWED);
        }
    }

    /** Before the @, a plus is a plus. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PostgresUrl";
    }
}
