package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What file systems are known to have no locks for folders. Any other reason why a folder can't be locked is a fault, and
 * no task begins there without.
 */
final class LockSupport {

    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph",
            "lustre", "afs", "fuseblk");
    private static final String FUSE = "fuse.";

    private LockSupport() {
    }

    /** As {@code mount} names it; empty where that can't be found out. */
    static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * @param message    of {@code flock}, in English: the words of glibc or musl for ENOSYS and EOPNOTSUPP; over a network
     *                   also those for ENOLCK, as without a lock service, and EBADF, as NFS 4 locks no folder for writing
     *                   (flock(2), "NFS details"). Elsewhere these two mean that something else is wrong
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
