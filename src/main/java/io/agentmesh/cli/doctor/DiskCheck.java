package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import io.agentmesh.worker.slot.DiskSpace;

/** Checks that a folder of the worker or its agents is writable and has free space. */
final class DiskCheck implements Check {

    private static final String NAME = "disk";
    private static final long MIB = 1 << 20;

    private final String name;
    private final Path folder;
    private final long least;
    private final Predicate<Path> mayWrite;

    /**
     * @param name     the folder's name in findings, such as state_dir
     * @param least    the setting min_free_disk, in bytes
     * @param mayWrite whether this user may write a folder
     */
    DiskCheck(String name, Path folder, long least, Predicate<Path> mayWrite) {
        this.name = name;
        this.folder = folder;
        this.least = least;
        this.mayWrite = mayWrite;
    }

    @Override
    public List<Finding> check() {
        if (!mayWrite.test(DiskSpace.existing(folder))) {
            return List.of(Finding.problem(NAME, name + ": " + folder + " can't be written by this user",
                    "choose another folder, or give the worker's user this one"));
        }
        try {
            DiskSpace space = new DiskSpace(folder, least);
            String problem = space.problem();
            return List.of(problem.isEmpty() ? Finding.ok(NAME, space.free() / MIB + " MiB are free in " + folder)
                    : Finding.problem(NAME, problem, "make room, or lower min_free_disk"));
        } catch (IOException e) {
            return List.of(Finding.problem(NAME, "the disk of " + folder + " can't be asked: " + e.getMessage(),
                    "choose another folder"));
        }
    }
}
