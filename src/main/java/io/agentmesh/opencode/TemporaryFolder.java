package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder for what an agent and its tools keep while they run. Below the machine's own temporary folder and with a
 * short name, because sockets in it may have paths of about 100 bytes at most.
 */
final class TemporaryFolder {

    private TemporaryFolder() {
    }

    /** Readable by its owner alone. */
    static Path create() throws IOException {
        return Files.createTempDirectory("agentmesh-");
    }

    /** Removes the folder with all in it; what can't be removed stays. */
    static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Another try has no better chance; the machine's own cleaning takes what is left.
        }
    }
}
