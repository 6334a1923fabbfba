package io.agentmesh.server.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;
import io.agentmesh.settings.value.SettingsException;
import org.apache.camel.util.TimeUtils;

/** The server's merged properties. Each is validated when read; an invalid one is reported with the allowed values. */
final class ServerProperties {

    private final Properties properties;

    private ServerProperties(Properties properties) {
        this.properties = properties;
    }

    /**
     * Overrides take precedence over {@code file}, which does over the built-in {@code application.properties}.
     *
     * @param file or null
     */
    static ServerProperties load(Path file, Map<String, String> overrides) {
        Properties merged = ProgramFile.properties(ServerProperties.class, "/application.properties");
        if (file != null) {
            try (Reader own = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
                merged.load(own);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsException("properties: " + file + " can't be read: " + e.getMessage());
            }
        }
        merged.putAll(overrides);
        return new ServerProperties(merged);
    }

    String text(String name) {
        return properties.getProperty(name).strip();
    }

    int number(String name, int lowest, int highest) {
        String text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the allowed values.
        }
        throw new SettingsException(name + ": found \"" + text + "\", allowed is " + lowest + " to " + highest);
    }

    /** A bare number is seconds. */
    Duration duration(String name) {
        String text = text(name);
        if (text.matches("\\d{1,9}[smhd]?")) {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text.matches("\\d+") ? text + "s" : text));
        }
        throw new SettingsException(name + ": found \"" + text + "\", allowed is a duration such as 90s, 5m or 30d");
    }

    /** Like {@link #duration}, but not zero. */
    Duration positiveDuration(String name) {
        Duration duration = duration(name);
        if (duration.isZero()) {
            throw new SettingsException(name + ": found \"" + text(name) + "\", allowed is a duration from 1s on");
        }
        return duration;
    }

    /** Null where it isn't set. */
    Path path(String name) {
        String text = text(name);
        return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
    }
}
