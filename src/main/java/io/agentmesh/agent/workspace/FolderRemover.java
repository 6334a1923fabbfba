package io.agentmesh.agent.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a folder recursively, continues where something can't be removed, and logs one warning with the first such
 * path. Links are not followed.
 */
public final class FolderRemover extends SimpleFileVisitor<Path> {

    private static final Logger LOG = LoggerFactory.getLogger(FolderRemover.class);
    private static final Set<PosixFilePermission> OWNER = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private String firstFailure;

    private FolderRemover() {
    }

    /**
     * Does nothing where there is no such folder.
     *
     * @return whether it is gone
     */
    public static boolean remove(Path folder) {
        FolderRemover remover = new FolderRemover();
        try {
            Files.walkFileTree(folder, remover);
        } catch (IOException e) {
            throw new IllegalStateException("no step of the walk lets an error through", e);
        }
        if (remover.firstFailure != null) {
            LOG.warn("can't remove {}: {}", folder, remover.firstFailure);
        }
        return remover.firstFailure == null;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        // Tools leave read-only folders, such as Go's module cache.
        open(folder);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return delete(file);
    }

    /** Makes a folder that its owner may not list readable, then walks it. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && open(file)) {
            Files.walkFileTree(file, this);
            return FileVisitResult.CONTINUE;
        }
        return delete(file);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        return delete(folder);
    }

    /** @return whether a missing permission was added */
    private static boolean open(Path folder) {
        try {
            Set<PosixFilePermission> rights = new HashSet<>(
                    Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
            if (!rights.addAll(OWNER)) {
                return false;
            }
            Files.setPosixFilePermissions(folder, rights);
            return true;
        } catch (IOException e) {
            // Another user's; the removal reports it.
            return false;
        }
    }

    private FileVisitResult delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            if (firstFailure == null) {
                firstFailure = e.toString();
            }
        }
        return FileVisitResult.CONTINUE;
    }
}
