package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removes a folder with all in it, and goes on where something can't be removed. What links point to stays. */
public final class FolderRemover extends SimpleFileVisitor<Path> {

    private FolderRemover() {
    }

    /** What can't be removed stays; another try has no better chance. */
    public static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new FolderRemover());
        } catch (IOException e) {
            throw new IllegalStateException("no step of the walk lets an error through", e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        // Tools keep folders that even their owner can't change, such as Go's module cache.
        folder.toFile().setWritable(true);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return delete(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return delete(file);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        return delete(folder);
    }

    private static FileVisitResult delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What holds it stays too, and that is all that can be done.
        }
        return FileVisitResult.CONTINUE;
    }
}
