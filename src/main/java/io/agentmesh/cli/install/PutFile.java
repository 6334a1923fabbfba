package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A file, replaced atomically: a process that runs from the old one isn't affected.
 *
 * @param mode   such as {@code rw-r--r--}
 * @param isKept whether an existing one is left to its owner
 */
record PutFile(Path path, Content content, String mode, boolean isKept) implements Item {

    /** Opened anew for each reading. */
    @FunctionalInterface
    interface Content {

        InputStream open() throws IOException;
    }

    @Override
    public Optional<String> put(boolean dryRun) throws IOException {
        boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (exists && (isKept || isSame())) {
            return Optional.empty();
        }
        if (!dryRun) {
            write();
        }
        return Optional.of(exists ? "updated" : "created");
    }

    private boolean isSame() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !Files.getPosixFilePermissions(path).equals(wanted())) {
            return false;
        }
        try (InputStream now = Files.newInputStream(path); InputStream then = content.open()) {
            byte[] some;
            do {
                some = now.readNBytes(1 << 16);
                if (!Arrays.equals(some, then.readNBytes(1 << 16))) {
                    return false;
                }
            } while (some.length > 0);
            return true;
        }
    }

    private void write() throws IOException {
        Files.createDirectories(path.getParent());
        Path beside = Files.createTempFile(path.getParent(), ".agentmesh-", ".new");
        try {
            try (InputStream in = content.open(); OutputStream out = Files.newOutputStream(beside)) {
                in.transferTo(out);
            }
            Files.setPosixFilePermissions(beside, wanted());
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private Set<PosixFilePermission> wanted() {
        return PosixFilePermissions.fromString(mode);
    }
}
