package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/**
 * A file of routes as a tree.
 *
 * @param name the file's name without {@code .camel.yaml}
 */
public record RouteFile(String name, JsonNode content) {

    public static final String SUFFIX = ".camel.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public static RouteFile of(String name, String yaml) {
        try {
            return new RouteFile(name, YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The route files of one folder, by name; none where there is no such folder. */
    public static List<RouteFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().map(RouteFile::load).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top-level entries of a kind: {@code route}, {@code rest}, {@code beans}, {@code routeConfiguration}. */
    public List<JsonNode> entries(String kind) {
        List<JsonNode> entries = new ArrayList<>();
        content.forEach(entry -> {
            if (entry.has(kind)) {
                entries.add(entry.get(kind));
            }
        });
        return entries;
    }

    /** All fields of all objects, each with its name, from the top down. */
    public void eachField(BiConsumer<String, JsonNode> visitor) {
        visit(content, visitor);
    }

    /** All texts, wherever they stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(content, texts);
        return texts;
    }

    private static RouteFile load(Path file) {
        try {
            String name = file.getFileName().toString();
            return of(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void visit(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(field -> visitor.accept(field.getKey(), field.getValue()));
        node.forEach(child -> visit(child, visitor));
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }
}
