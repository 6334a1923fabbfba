package io.agentmesh.settings.host;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Base folders of paths in settings.
 *
 * @param base of relative paths: the working folder for flags and variables, else the folder of the file
 * @param home of paths that begin with {@code ~/}
 */
public record Folders(Path base, Path home) {

    /** @throws InvalidPathException where the text is not a valid path */
    public Path resolve(String text) {
        if (text.startsWith("~")) {
            HostEnvironment.requireHome(home, "the folder of " + text, "an absolute path");
        }
        if (text.equals("~")) {
            return home;
        }
        Path path = text.startsWith("~/") ? home.resolve(text.substring(2)) : base.resolve(text);
        return path.toAbsolutePath().normalize();
    }

    /** The path without symbolic links, so that one folder has one name. */
    public static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }
}
