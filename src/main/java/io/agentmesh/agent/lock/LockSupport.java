package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognises file systems without locks for folders. Any other failure to lock is an error, and no task begins there.
 */
final class LockSupport {

    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph",
            "lustre", "afs", "fuseblk");
    private static final String FUSE = "fuse.";

    private LockSupport() {
    }

    /** As {@code mount} names it; empty where unknown. */
    static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * @param message    of {@code flock}, in English: the texts of glibc or musl for ENOSYS and EOPNOTSUPP; over a
     *                   network also for ENOLCK (no lock service) and EBADF (NFS 4 locks no folder for writing;
     *                   flock(2), "NFS details"). Elsewhere these two are errors
     * @param fileSystem from {@link #fileSystem}
     */
    static boolean isMissing(String message, String fileSystem) {
        if (message == null || !message.startsWith("flock:")) {
            return false;
        }
        return has(message, "Function not implemented", "Operation not supported", "Not supported")
                || (NETWORK.contains(fileSystem) || fileSystem.startsWith(FUSE))
                        && has(message, "No locks available", "Bad file descriptor");
    }

    private static boolean has(String message, String... reasons) {
        return Stream.of(reasons).anyMatch(reason -> message.endsWith(": " + reason));
    }
}
