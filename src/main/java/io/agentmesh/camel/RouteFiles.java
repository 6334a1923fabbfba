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

import io.agentmesh.camel.extension.CamelUri;
import io.agentmesh.camel.overlay.OverlayFiles;
import io.agentmesh.camel.overlay.OverlaySql;
import io.agentmesh.camel.overlay.RenamedRoutes;
import io.agentmesh.settings.value.SettingsException;

/**
 * The route files that a program loads: the built-in ones of a folder in the jar, overridden by those of the
 * integrator's folder. Subfolders only sort the files: a file of the same name, in whatever folder, replaces the
 * built-in one, and any other is added. Kamelets are in the folder {@code kamelets}, by the same rule.
 *
 * <p>The list is computed here because Camel rejects two routes with one id, and because a wildcard over a large jar
 * takes a second of the start.
 */
public final class RouteFiles {

    public static final String KAMELET_SUFFIX = ".kamelet.yaml";

    private static final String SUFFIX = ".camel.yaml";
    private static final String BUILT_IN_KAMELETS = "routes/" + OverlayFiles.KAMELETS;

    private RouteFiles() {
    }

    /**
     * @param builtIn  a folder in the jar, such as {@code routes/worker}
     * @param overlay  the integrator's folder, or null
     * @return Camel resource URIs, sorted by file name
     */
    public static List<String> list(String builtIn, Path overlay) {
        return routes(builtIn, overlay).stream().map(RouteSource::uri).toList();
    }

    /**
     * The files themselves, likewise.
     *
     * @throws SettingsException where two files of the integrator have one name, or one has the former name of a
     *         built-in route
     */
    public static List<RouteSource> routes(String builtIn, Path overlay) {
        List<Path> own = overlay == null ? List.of() : OverlayFiles.of(overlay, SUFFIX);
        RenamedRoutes.of(builtIn).check(own, SUFFIX);
        Map<String, RouteSource> sources = new TreeMap<>();
        for (String file : builtInFiles(builtIn, SUFFIX)) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            String stage = file.substring(0, Math.max(file.lastIndexOf('/'), 0));
            if (sources.put(name, new RouteSource(name, stage, builtIn + "/" + file, null)) != null) {
                throw new IllegalStateException("two built-in files are called " + name);
            }
        }
        for (Path file : own) {
            String name = file.getFileName().toString();
            RouteSource replaced = sources.get(name);
            sources.put(name, replaced != null ? replaced.by(file)
                    : new RouteSource(name, OverlayFiles.stage(overlay, file), null, file));
        }
        OverlaySql.check(overlay, () -> Stream.concat(sources.values().stream(), kamelets(overlay).stream())
                .map(RouteSource::text));
        return List.copyOf(sources.values());
    }

    /** The integrator's SQL files. @param overlay the integrator's folder, or null */
    public static List<RouteSource> sql(Path overlay) {
        return overlay == null ? List.of()
                : OverlayFiles.sql(overlay).stream().map(file -> sql(file.getFileName().toString()).by(file)).toList();
    }

    /** A built-in SQL file; its {@code builtIn} is null where there is none of that name. */
    public static RouteSource sql(String name) {
        String file = OverlayFiles.SQL + "/" + name;
        return new RouteSource(file, OverlayFiles.SQL, RouteFiles.class.getResource("/" + file) == null ? null : file, null);
    }

    /** The kamelets that routes may use. @param overlay the integrator's folder, or null */
    public static List<RouteSource> kamelets(Path overlay) {
        Map<String, RouteSource> sources = new TreeMap<>();
        for (String name : builtInFiles(BUILT_IN_KAMELETS, KAMELET_SUFFIX)) {
            sources.put(name, kamelet(name, BUILT_IN_KAMELETS + "/" + name, null));
        }
        for (Path file : overlay == null ? List.<Path>of() : OverlayFiles.kamelets(overlay, KAMELET_SUFFIX)) {
            String name = file.getFileName().toString();
            sources.put(name, sources.containsKey(name) ? sources.get(name).by(file) : kamelet(name, null, file));
        }
        return List.copyOf(sources.values());
    }

    private static RouteSource kamelet(String name, String builtIn, Path own) {
        return new RouteSource(OverlayFiles.KAMELETS + "/" + name, OverlayFiles.KAMELETS, builtIn, own);
    }

    /** Where Camel searches for kamelets, in order. @param overlay the integrator's folder, or null */
    public static String kameletLocation(Path overlay) {
        Path own = overlay == null ? null : overlay.toAbsolutePath().normalize().resolve(OverlayFiles.KAMELETS);
        return (own == null ? "" : CamelUri.resource(own) + ",") + "classpath:" + BUILT_IN_KAMELETS;
    }

    /** Whether a name is that of a route file. Hidden files belong to editors and file managers. */
    public static boolean isRoutes(String name) {
        return OverlayFiles.isSource(name, SUFFIX);
    }

    /** The files in a folder of the jar and its subfolders: {@code claim/claim-task.camel.yaml}. */
    private static List<String> builtInFiles(String folder, String suffix) {
        try {
            Path source = Path.of(RouteFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                Path root = source.resolve(folder);
                try (Stream<Path> files = Files.walk(root)) {
                    return files.map(file -> root.relativize(file).toString()).filter(name -> name.endsWith(suffix))
                            .toList();
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
}
