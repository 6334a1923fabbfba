package io.agentmesh.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The folder for temporary files of an agent and its tools. Below the machine's temporary folder and with a short name,
 * because paths of sockets are limited to about 100 bytes.
 */
public final class TemporaryFolder {

    static final String PREFIX = "agentmesh-";

    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryFolder() {
    }

    /** A path for a new folder, chosen first so that it can be journalled before it is created. */
    public static Path choose() {
        return called(Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX));
    }

    static Path called(String name) {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve(PREFIX + name);
    }

    /** Whether {@link #choose} may have returned this path. */
    public static boolean isOne(Path folder) {
        return folder.isAbsolute() && folder.getFileName() != null && folder.getFileName().toString().startsWith(PREFIX);
    }

    /** Creates it, readable by its owner alone. Fails where it exists: it is somebody else's. */
    public static void make(Path folder) throws IOException {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
