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

/** The server's properties, merged; each is read with its rule, and one that breaks it is named with what is allowed. */
final class ServerProperties {

    private final Properties properties;

    private ServerProperties(Properties properties) {
        this.properties = properties;
    }

    /**
     * An override wins over {@code file}, that over the built-in {@code application.properties}.
     *
     * @param file may be null
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
            // Said below, with what is allowed.
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

    /** As {@link #duration}, and longer than none. */
    Duration positiveDuration(String name) {
        Duration duration = duration(name);
        if (duration.isZero()) {
            throw new SettingsException(name + ": found \"" + text(name) + "\", allowed is a duration from 1s on");
        }
        return duration;
    }

    /** Null where there is none. */
    Path path(String name) {
        String text = text(name);
        return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
    }
}
