package io.agentmesh.support;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** An {@code application.properties}: what it declares, and whether it says what each property is. */
public final class DeclaredProperties {

    private final List<String> lines;
    private final Properties values = new Properties();

    public DeclaredProperties(String text) {
        this.lines = text.lines().toList();
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DeclaredProperties of(Path file) {
        try {
            return new DeclaredProperties(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> names() {
        return new TreeSet<>(values.stringPropertyNames());
    }

    /** The default, or null where the property isn't declared. */
    public String value(String name) {
        return values.getProperty(name);
    }

    /** Properties that stand twice, or without a comment on the line above. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || !line.contains("=")) {
                continue;
            }
            String name = line.substring(0, line.indexOf('=')).strip();
            String above = i == 0 ? "" : lines.get(i - 1).strip();
            if (!above.startsWith("#") || above.startsWith("# ---")) {
                complaints.add(name + " has no comment above it");
            }
            if (!seen.add(name)) {
                complaints.add(name + " is declared twice");
            }
        }
        return complaints;
    }
}
