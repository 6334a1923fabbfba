package io.agentmesh.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** A {@code kustomization.yaml} with those fields that ours use; any other is an error. */
record Kustomization(String apiVersion, String kind, String namespace, List<Map<String, Object>> labels,
        List<Map<String, String>> images, List<Map<String, Object>> replicas, List<String> resources, List<String> components, List<Generator> configMapGenerator, List<Patch> patches) {

    record Generator(String name, List<String> files) {
    }

    record Patch(String path, Target target, String patch) {
    }

    record Target(String kind, String name) {
    }

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);

    Kustomization {
        resources = orNone(resources);
        components = orNone(components);
        configMapGenerator = orNone(configMapGenerator);
        patches = orNone(patches);
    }

    static Kustomization in(Path folder) {
        return of(Manifests.read(folder.resolve("kustomization.yaml")));
    }

    static Kustomization of(String yaml) {
        try {
            return YAML.readValue(yaml, Kustomization.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders that have one. */
    static List<Path> folders() {
        try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
            return files.filter(file -> file.endsWith("kustomization.yaml")).map(Path::getParent).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files and folders that it is made of, as it names them; other kustomizations aside. */
    Stream<String> parts() {
        return Stream.of(resources.stream(), configMapGenerator.stream().flatMap(generator -> generator.files().stream()),
                patches.stream().flatMap(patch -> Optional.ofNullable(patch.path()).stream())).flatMap(all -> all);
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }
}
