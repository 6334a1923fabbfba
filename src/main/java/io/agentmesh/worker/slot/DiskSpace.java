package io.agentmesh.worker.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that the disk has space for another run's files. */
public class DiskSpace {

    private static final long MIB = 1 << 20;

    private final Path folder;
    private final long least;

    /**
     * @param folder may be missing; then the disk of its nearest existing parent counts
     * @param least  minimum of free bytes for this user
     */
    public DiskSpace(Path folder, long least) {
        this.folder = folder;
        this.least = least;
    }

    /** @return the problem, or empty */
    public String problem() {
        try {
            long free = free();
            return free >= least ? "" : "the disk of " + folder + " is full: " + free / MIB + " MiB free, and min_free_disk is "
                    + least / MIB + " MiB";
        } catch (IOException e) {
            return "the disk of " + folder + " can't be asked: " + e.getMessage();
        }
    }

    /** In bytes, for this user. */
    public long free() throws IOException {
        return Files.getFileStore(existing(folder)).getUsableSpace();
    }

    /** The folder, or its nearest existing parent. */
    public static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
