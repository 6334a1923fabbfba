package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/**
 * A file of routes as a tree.
 *
 * @param name  the file's name without {@code .camel.yaml}
 * @param stage the folder that it lies in, as seen from the one that was walked; may be empty
 */
public record RouteFile(String name, String stage, JsonNode content) {

    public static final String SUFFIX = ".camel.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public static RouteFile of(String name, String yaml) {
        try {
            return new RouteFile(name, "", YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The route files of a folder and of the folders in it, by name; none where there is no such folder. */
    public static List<RouteFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).map(file -> load(folder, file))
                    .sorted(Comparator.comparing(RouteFile::name)).toList();
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

    /** As seen from the folder that was walked. */
    public String path() {
        return (stage.isEmpty() ? "" : stage + "/") + name + SUFFIX;
    }

    private static RouteFile load(Path folder, Path file) {
        try {
            String name = file.getFileName().toString();
            RouteFile flat = of(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
            return new RouteFile(flat.name(), folder.relativize(file.getParent()).toString(), flat.content());
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
