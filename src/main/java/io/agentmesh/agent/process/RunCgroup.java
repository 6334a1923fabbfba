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
 * The control group (cgroup v2) of one run. A process can leave its environment, its session and its parents behind, but
 * not its group; and the kernel kills a group as a whole, so that nothing can fork away from it.
 *
 * <p>A group that can't be used, since it is gone or another user's, is as one without processes.
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

    /** The file that a process writes 0 into to join. */
    static Path joinFile(Path folder) {
        return folder.resolve("cgroup.procs");
    }

    /** Process ids, also of the groups within; a process that has ended is none, though its parent hasn't looked. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        for (Path group : groups()) {
            try {
                Files.readAllLines(joinFile(group)).stream().map(Long::valueOf).forEach(pids::add);
            } catch (IOException | NumberFormatException e) {
                // Gone in between, or one whose threads are spread over others: those others are here too.
            }
        }
        return pids;
    }

    /** KILL to all at once; before Linux 5.14 there is no such file, and the caller's own signals have to do. */
    void kill() {
        Path kill = folder.resolve("cgroup.kill");
        try {
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            }
        } catch (IOException e) {
            // The same: each process is killed by itself.
        }
    }

    /** Removes the group with those within. One that holds a process stays. */
    public void remove() {
        List<Path> groups = groups();
        for (int i = groups.size() - 1; i >= 0; i--) {
            // The files in it are the kernel's and go along.
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
