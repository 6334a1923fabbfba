package io.agentmesh.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Which route files a program loads: the built-in ones of a folder in the jar, and over them those of the
 * integrator's folder. A file of the same name there takes the built-in one's place, any other is added.
 *
 * <p>The list is computed here because Camel itself refuses two routes of one id, and because a wildcard over a large
 * jar costs a second of the start.
 */
public final class RouteFiles {

    private static final String SUFFIX = ".camel.yaml";

    private RouteFiles() {
    }

    /**
     * @param builtIn  a folder in the jar, such as {@code routes/worker}
     * @param overlay  the integrator's folder, or null
     * @return Camel resource URIs by file name, in the order of the names
     */
    public static List<String> list(String builtIn, Path overlay) {
        Map<String, String> files = new TreeMap<>();
        for (String name : builtInNames(builtIn)) {
            files.put(name, "classpath:" + builtIn + "/" + name);
        }
        if (overlay != null) {
            overlayFiles(overlay).forEach(file -> files.put(file.getFileName().toString(), "file:" + file));
        }
        return List.copyOf(files.values());
    }

    private static List<String> builtInNames(String folder) {
        try {
            Path source = Path.of(RouteFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                try (Stream<Path> files = Files.list(source.resolve(folder))) {
                    return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(SUFFIX)).toList();
                }
            }
            try (JarFile jar = new JarFile(source.toFile())) {
                return jar.stream().map(entry -> entry.getName())
                        .filter(n -> n.startsWith(folder + "/") && n.endsWith(SUFFIX))
                        .map(n -> n.substring(folder.length() + 1)).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> overlayFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SettingsException("routes: " + folder + " is no folder; give a folder of *" + SUFFIX + " files");
        }
        try (Stream<Path> files = Files.list(folder.toAbsolutePath().normalize())) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            throw new SettingsException("routes: " + folder + " can't be read: " + e.getMessage());
        }
    }
}
