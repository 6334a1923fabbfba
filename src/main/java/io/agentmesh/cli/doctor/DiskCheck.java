package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import io.agentmesh.worker.DiskSpace;

/** The state folder: whether it can be written, and has room. */
final class DiskCheck implements Check {

    private static final String NAME = "disk";
    private static final long MIB = 1 << 20;

    private final Path stateDir;
    private final long least;
    private final Predicate<Path> mayWrite;

    /**
     * @param least    the setting min_free_disk, in bytes
     * @param mayWrite whether this user may write a folder
     */
    DiskCheck(Path stateDir, long least, Predicate<Path> mayWrite) {
        this.stateDir = stateDir;
        this.least = least;
        this.mayWrite = mayWrite;
    }

    @Override
    public List<Finding> look() {
        Path folder = existing(stateDir);
        if (!mayWrite.test(folder)) {
            return List.of(Finding.problem(NAME, "state_dir: " + stateDir + " can't be written by this user",
                    "choose another state_dir, or give the worker's user this one"));
        }
        try {
            DiskSpace space = new DiskSpace(folder, least);
            String problem = space.problem();
            return List.of(problem.isEmpty() ? Finding.ok(NAME, space.free() / MIB + " MiB are free in " + stateDir)
                    : Finding.problem(NAME, problem, "make room, or lower min_free_disk"));
        } catch (IOException e) {
            return List.of(Finding.problem(NAME, "the disk of " + folder + " can't be asked: " + e.getMessage(),
                    "choose another state_dir"));
        }
    }

    /** Before the first start there is no such folder: then the one that it is made in. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
