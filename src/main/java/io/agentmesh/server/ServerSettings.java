package io.agentmesh.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.settings.SettingsException;
import org.apache.camel.util.TimeUtils;

/**
 * What {@code agentmesh serve} needs to know before Camel starts.
 *
 * @param port          0 for any free one
 * @param database      the SQLite file
 * @param workerTimeout how long a worker may be silent before it shows as offline
 * @param taskLimit     the most tasks in one answer
 * @param outputLimit   the most pieces of output in one answer
 * @param sessionLimit  the most sessions, or messages of one, in one answer
 * @param maxBodySize   the largest request, in bytes
 * @param http          how the server is spoken to
 * @param routes        the integrator's folder of route files, or null
 * @param properties    a properties file that goes before the built-in {@code application.properties}, or null
 * @param overrides     properties that win over both files, by name ({@code server.port}, …)
 */
public record ServerSettings(String host, int port, Path database, Duration workerTimeout, int taskLimit,
        int outputLimit, int sessionLimit, int maxBodySize, HttpSettings http, Path routes, Path properties, Map<String, String> overrides) {

    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_LIMIT = 1_000_000;

    /**
     * Reads {@code server.*}: an override wins over {@code properties}, that over the built-in file.
     *
     * @throws SettingsException if a file can't be read, or a value can't be used
     */
    public static ServerSettings load(Path routes, Path properties, Map<String, String> overrides) {
        Properties merged = builtIn();
        if (properties != null) {
            try (InputStream in = Files.newInputStream(properties)) {
                merged.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsException("properties: " + properties + " can't be read: " + e.getMessage());
            }
        }
        merged.putAll(overrides);
        return new ServerSettings(merged.getProperty("server.host").strip(),
                number(merged, "server.port", 0, HIGHEST_PORT), database(merged.getProperty("server.database").strip()),
                duration(merged, "server.worker-timeout"), number(merged, "server.task-limit", 1, HIGHEST_LIMIT),
                number(merged, "server.output-limit", 1, HIGHEST_LIMIT),
                number(merged, "server.session-limit", 1, HIGHEST_LIMIT),
                number(merged, "server.max-body-size", 1, Integer.MAX_VALUE), HttpSettings.of(merged), routes, properties,
                Map.copyOf(overrides));
    }

    private static Properties builtIn() {
        Properties properties = new Properties();
        try (InputStream in = ServerSettings.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new SettingsException("the built-in application.properties can't be read: " + e.getMessage());
        }
        return properties;
    }

    static int number(Properties properties, String name, int lowest, int highest) {
        String text = properties.getProperty(name).strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw new SettingsException(name + ": found \"" + text + "\", allowed is " + lowest + " to " + highest);
    }

    private static Duration duration(Properties properties, String name) {
        String text = properties.getProperty(name).strip();
        if (text.matches("\\d{1,9}[smh]?")) {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text.matches("\\d+") ? text + "s" : text));
        }
        throw new SettingsException(name + ": found \"" + text + "\", allowed is a duration such as 90s or 5m");
    }

    /** As {@link #duration}, and longer than none. */
    static Duration positiveDuration(Properties properties, String name) {
        Duration duration = duration(properties, name);
        if (duration.isZero()) {
            throw new SettingsException(name + ": found \"0\", allowed is a duration from 1s on");
        }
        return duration;
    }

    /**
     * Whether no other machine can reach the server.
     *
     * @throws SettingsException if there is no address {@code host}
     */
    public boolean isLocal() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException("server.host: there is no address " + host);
        }
    }

    private static Path database(String text) {
        if (text.contains("?")) {
            throw new SettingsException("server.database: found \"" + text + "\", allowed is a path without ?");
        }
        if (!text.isEmpty()) {
            return Path.of(text).toAbsolutePath();
        }
        String dataHome = System.getenv("XDG_DATA_HOME");
        Path base = dataHome != null && dataHome.startsWith("/") ? Path.of(dataHome)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("agentmesh").resolve("server.db");
    }
}
