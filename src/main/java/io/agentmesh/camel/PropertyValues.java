package io.agentmesh.camel;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;

/** Values of Camel's properties: overrides take precedence over the file, which does over the built-in one. */
public final class PropertyValues {

    private final Properties properties;

    /** @param file or null */
    public PropertyValues(Path file, Map<String, String> overrides) {
        properties = ProgramFile.properties(PropertyValues.class, "/application.properties");
        properties.putAll(file(file));
        properties.putAll(overrides);
    }

    /** Reads a file of any name, part of which Camel would take for another location. */
    static Properties file(Path file) {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader own = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
                properties.load(own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    /** Null where it isn't declared. */
    public String of(String name) {
        return properties.getProperty(name);
    }
}
