package io.agentmesh.camel.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;

/** The files in an integrator's folder of routes, optionally in subfolders for stages, one level deep. */
public final class OverlayFiles {

    public static final String KAMELETS = "kamelets";
    public static final String SQL = "sql";
    public static final String SQL_SUFFIX = ".sql";

    /** Hidden folders and that of a disk's own belong to other programs. */
    private static final String NO_STAGE = "\\..*|lost\\+found|" + KAMELETS + "|" + SQL;

    private OverlayFiles() {
    }

    /** The folder and its subfolders that may contain routes, sorted. */
    public static List<Path> folders(Path overlay) {
        List<Path> folders = new ArrayList<>(List.of(overlay.toAbsolutePath().normalize()));
        children(overlay).filter(Files::isDirectory)
                .filter(folder -> !folder.getFileName().toString().matches(NO_STAGE)).forEach(folders::add);
        return folders;
    }

    /** @throws SettingsException where two files have one name, or the folder can't be read */
    public static List<Path> of(Path overlay, String suffix) {
        if (!Files.isDirectory(overlay)) {
            throw new SettingsException("routes: " + overlay + " is no folder; give a folder of *" + suffix + " files");
        }
        Map<String, Path> byName = new HashMap<>();
        List<Path> files = folders(overlay).stream().flatMap(OverlayFiles::children)
                .filter(file -> isSource(file.getFileName().toString(), suffix)).toList();
        for (Path file : files) {
            Path other = byName.put(file.getFileName().toString(), file);
            if (other != null) {
                throw new SettingsException("routes: " + other + " and " + file + " have one name; keep one of them");
            }
        }
        return files;
    }

    public static List<Path> kamelets(Path overlay, String suffix) {
        return within(overlay.resolve(KAMELETS), suffix);
    }

    /** Statements that replace built-in ones or belong to the integrator's own routes. */
    public static List<Path> sql(Path overlay) {
        return within(overlay.resolve(SQL), SQL_SUFFIX);
    }

    private static List<Path> within(Path folder, String suffix) {
        return !Files.isDirectory(folder) ? List.of()
                : children(folder).filter(file -> isSource(file.getFileName().toString(), suffix)).toList();
    }

    /** The subfolder of a file; empty where it is in the folder itself. */
    public static String stage(Path overlay, Path file) {
        return overlay.toAbsolutePath().normalize().relativize(file.getParent()).toString();
    }

    public static boolean isSource(String name, String suffix) {
        return name.endsWith(suffix) && !name.startsWith(".");
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath().normalize())) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new SettingsException("routes: " + folder + " can't be read: " + e.getMessage());
        }
    }
}
