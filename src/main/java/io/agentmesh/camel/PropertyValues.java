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

/** What Camel's properties come to: an override wins over the file, that over the built-in ones. */
public final class PropertyValues {

    private final Properties properties;

    /** @param file may be null */
    public PropertyValues(Path file, Map<String, String> overrides) {
        properties = ProgramFile.properties(PropertyValues.class, "/application.properties");
        properties.putAll(file(file));
        properties.putAll(overrides);
    }

    /** What a file holds, which may have any name: Camel itself would take a part of that for another file's. */
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
