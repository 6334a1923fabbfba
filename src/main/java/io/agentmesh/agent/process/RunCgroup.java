package io.agentmesh.agent.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control group (cgroup v2) of one run. A process can't leave it, as it can its environment, session and parent;
 * and the kernel kills a group as a whole, so that no fork escapes.
 *
 * <p>An unusable group, gone or another user's, counts as empty.
 */
public class RunCgroup {

    private final Path folder;

    /** @param folder the group, which need not exist (any more) */
    public RunCgroup(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The file into which a process writes 0 to join. */
    static Path joinFile(Path folder) {
        return folder.resolve("cgroup.procs");
    }

    /** Process ids, including nested groups, without zombies. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        for (Path group : groups()) {
            try {
                Files.readAllLines(joinFile(group)).stream().map(Long::valueOf).forEach(pids::add);
            } catch (IOException | NumberFormatException e) {
                // Removed meanwhile, or threaded: its processes are then listed elsewhere in the tree.
            }
        }
        return pids;
    }

    /** KILL to all at once; where the file is missing (before Linux 5.14), the caller's signals have to suffice. */
    void kill() {
        Path kill = folder.resolve("cgroup.kill");
        try {
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            }
        } catch (IOException e) {
            // Likewise: the caller signals each process.
        }
    }

    /** Removes the group with its nested groups. One with processes stays. */
    public void remove() {
        List<Path> groups = groups();
        for (int i = groups.size() - 1; i >= 0; i--) {
            // Its files are the kernel's and go along.
            groups.get(i).toFile().delete();
        }
    }

    /** The outer ones first. */
    private List<Path> groups() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isDirectory).toList();
        } catch (NotDirectoryException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            return Files.isDirectory(folder) ? List.of(folder) : List.of();
        }
    }
}
