package io.agentmesh.camel;

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

import io.agentmesh.settings.value.SettingsException;

/**
 * Which route files a program loads: the built-in ones of a folder in the jar, and over them those of the
 * integrator's folder. A file of the same name there takes the built-in one's place, any other is added. Kamelets lie
 * in its folder {@code kamelets}, by the same rule.
 *
 * <p>The list is computed here because Camel itself refuses two routes of one id, and because a wildcard over a large
 * jar costs a second of the start.
 */
public final class RouteFiles {

    public static final String KAMELET_SUFFIX = ".kamelet.yaml";

    private static final String SUFFIX = ".camel.yaml";
    private static final String KAMELETS = "kamelets";
    private static final String BUILT_IN_KAMELETS = "routes/kamelets";

    private RouteFiles() {
    }

    /**
     * @param builtIn  a folder in the jar, such as {@code routes/worker}
     * @param overlay  the integrator's folder, or null
     * @return Camel resource URIs by file name, in the order of the names
     */
    public static List<String> list(String builtIn, Path overlay) {
        return routes(builtIn, overlay).stream().map(RouteSource::uri).toList();
    }

    /** The files themselves, as above. */
    public static List<RouteSource> routes(String builtIn, Path overlay) {
        return sources(builtIn, overlay == null ? List.of() : files(overlay, SUFFIX), SUFFIX, "");
    }

    /** The kamelets that routes may use. @param overlay the integrator's folder, or null */
    public static List<RouteSource> kamelets(Path overlay) {
        boolean own = overlay != null && Files.isDirectory(overlay.resolve(KAMELETS));
        return sources(BUILT_IN_KAMELETS, own ? files(overlay.resolve(KAMELETS), KAMELET_SUFFIX) : List.of(),
                KAMELET_SUFFIX, KAMELETS + "/");
    }

    /** Where Camel looks for kamelets, the first place first. @param overlay the integrator's folder, or null */
    public static String kameletLocation(Path overlay) {
        return (overlay == null ? "" : CamelUri.resource(overlay.toAbsolutePath().normalize().resolve(KAMELETS)) + ",")
                + "classpath:" + BUILT_IN_KAMELETS;
    }

    /** Whether a name is that of a file of routes. Hidden ones are editors' and file managers' own. */
    public static boolean isRoutes(String name) {
        return isSource(name, SUFFIX);
    }

    private static boolean isSource(String name, String suffix) {
        return name.endsWith(suffix) && !name.startsWith(".");
    }

    private static List<RouteSource> sources(String builtIn, List<Path> own, String suffix, String prefix) {
        Map<String, RouteSource> sources = new TreeMap<>();
        for (String name : builtInNames(builtIn, suffix)) {
            sources.put(name, new RouteSource(prefix + name, builtIn + "/" + name, null));
        }
        for (Path file : own) {
            String name = file.getFileName().toString();
            String replaced = sources.containsKey(name) ? sources.get(name).builtIn() : null;
            sources.put(name, new RouteSource(prefix + name, replaced, file));
        }
        return List.copyOf(sources.values());
    }

    private static List<String> builtInNames(String folder, String suffix) {
        try {
            Path source = Path.of(RouteFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                try (Stream<Path> files = Files.list(source.resolve(folder))) {
                    return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(suffix)).toList();
                }
            }
            try (JarFile jar = new JarFile(source.toFile())) {
                return jar.stream().map(entry -> entry.getName())
                        .filter(n -> n.startsWith(folder + "/") && n.endsWith(suffix))
                        .map(n -> n.substring(folder.length() + 1)).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            throw new SettingsException("routes: " + folder + " is no folder; give a folder of *" + suffix + " files");
        }
        try (Stream<Path> files = Files.list(folder.toAbsolutePath().normalize())) {
            return files.filter(f -> isSource(f.getFileName().toString(), suffix)).sorted().toList();
        } catch (IOException e) {
            throw new SettingsException("routes: " + folder + " can't be read: " + e.getMessage());
        }
    }
}
