package io.agentmesh.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The folder for what an agent and its tools keep while they run. Below the machine's own temporary folder and with a
 * short name, because sockets in it may have paths of about 100 bytes at most.
 */
public final class TemporaryFolder {

    static final String PREFIX = "agentmesh-";

    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryFolder() {
    }

    /** A path for a new one, so that it can be noted before it is made: what is made first may be left behind unknown. */
    public static Path choose() {
        return called(Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX));
    }

    static Path called(String name) {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve(PREFIX + name);
    }

    /** Whether a path may be one that {@link #choose} gave. */
    public static boolean isOne(Path folder) {
        return folder.isAbsolute() && folder.getFileName() != null && folder.getFileName().toString().startsWith(PREFIX);
    }

    /** Readable by its owner alone. One that is there already is somebody else's. */
    public static void make(Path folder) throws IOException {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
