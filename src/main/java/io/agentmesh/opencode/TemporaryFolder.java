package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
