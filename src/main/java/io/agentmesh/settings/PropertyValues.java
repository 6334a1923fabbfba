package io.agentmesh.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What Camel's properties come to: an override wins over the file, that over the built-in ones. */
public final class PropertyValues {

    private final Properties properties = new Properties();

    /** @param file may be null */
    public PropertyValues(Path file, Map<String, String> overrides) {
        try (InputStream in = PropertyValues.class.getResourceAsStream("/application.properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            if (file != null) {
                try (Reader own = Files.newBufferedReader(file)) {
                    properties.load(own);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.putAll(overrides);
    }

    /** Null where it isn't declared. */
    public String of(String name) {
        return properties.getProperty(name);
    }
}
