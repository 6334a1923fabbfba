package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether there is room where the state folder lies. A worker that goes on to take tasks on a full disk fails one after
 * the other.
 */
public class DiskSpace {

    private final Path folder;
    private final long least;
    private final LongSupplier free;

    /** @param least in bytes; 0 asks for none */
    public DiskSpace(Path folder, long least) {
        this(folder, least, () -> free(folder));
    }

    /** @param free the bytes that this user may still write */
    DiskSpace(Path folder, long least, LongSupplier free) {
        this.folder = folder;
        this.least = least;
        this.free = free;
    }

    public boolean isFull() {
        return free.getAsLong() < least;
    }

    /** What is wrong with the disk in one sentence, or nothing. */
    public Optional<String> problem() {
        long bytes = free.getAsLong();
        return bytes >= least ? Optional.empty() : Optional.of("the disk is full: " + (bytes >> 20)
                + " MiB are free at " + folder + ", " + (least >> 20) + " are needed (min_free_disk)");
    }

    /** A file system that can't be asked is no full one: what fails there says so itself. */
    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
