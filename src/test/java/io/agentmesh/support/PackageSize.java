package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds Java packages that have grown too large, or that nobody has described. */
public final class PackageSize {

    private static final String DESCRIPTION = "package-info.java";

    private PackageSize() {
    }

    /** The packages under a folder with more sources than that, each with their number. */
    public static List<String> larger(Path folder, int sources) {
        return packages(folder).entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue().stream().filter(name -> !name.equals(DESCRIPTION)).count()))
                .filter(each -> each.getValue() > sources)
                .map(each -> each.getKey() + " has " + each.getValue() + " classes").toList();
    }

    /** The packages under a folder that no {@code package-info.java} describes. */
    public static List<Path> undescribed(Path folder) {
        return packages(folder).entrySet().stream().filter(each -> !each.getValue().contains(DESCRIPTION))
                .map(Map.Entry::getKey).toList();
    }

    private static Map<Path, List<String>> packages(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, TreeMap::new,
                            Collectors.mapping(file -> file.getFileName().toString(), Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
