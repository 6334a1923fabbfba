package io.agentmesh.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's control group, below which each run gets its own. Where it may create none (no cgroup v2, a container's
 * read-only one, a systemd unit without {@code Delegate=yes}), the processes of a run are found by their tracking
 * variable alone.
 */
public final class Cgroups {

    private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);
    private static final String V2 = "0::";

    private final Path own;

    /** @param own the worker's group, or null where there is none */
    Cgroups(Path own) {
        this.own = own;
    }

    /** Reads the group from {@code /proc}. */
    public static Cgroups ofThisProcess() {
        try {
            return new Cgroups(find(Files.readAllLines(Path.of("/proc/self/cgroup")),
                    Files.readAllLines(Path.of("/proc/self/mountinfo"))));
        } catch (IOException e) {
            return new Cgroups(null);
        }
    }

    /**
     * @param groups the lines of {@code /proc/PID/cgroup}; that of version 2 is {@code 0::/path}
     * @param mounts the lines of {@code /proc/PID/mountinfo}: the fourth field is the mounted part of the file system,
     *               the fifth the mount point, and behind a single dash comes the type
     * @return the folder of the group, or null where it can't be seen
     */
    static Path find(List<String> groups, List<String> mounts) {
        String group = groups.stream().filter(line -> line.startsWith(V2)).findFirst().orElse(null);
        if (group == null) {
            return null;
        }
        Path path = Path.of(group.substring(V2.length()));
        for (String mount : mounts) {
            String[] fields = mount.split(" ");
            if (mount.contains(" - cgroup2 ") && path.startsWith(fields[3])) {
                return Path.of(fields[4]).resolve(Path.of(fields[3]).relativize(path)).normalize();
            }
        }
        return null;
    }

    /** @return the path of a group of that name, or null where none can be created */
    public Path choose(String name) {
        return own == null || !Files.isWritable(own) ? null : own.resolve(name);
    }

    /** Creates a group. @return whether it exists and processes can join it */
    public boolean make(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            return false;
        }
        if (Files.isWritable(RunCgroup.joinFile(folder))) {
            return true;
        }
        new RunCgroup(folder).remove();
        return false;
    }

    /**
     * Prepares for a process that will soon join a group. Before the first such move in a while the kernel waits up to
     * 20 ms for all processors; moving the worker to its own group takes that wait now, on another thread.
     */
    public void expect() {
        if (own != null) {
            CompletableFuture.runAsync(() -> {
                try {
                    Files.writeString(RunCgroup.joinFile(own), "0");
                } catch (IOException e) {
                    LOG.debug("{} can't be written: {}", own, e.getMessage());
                }
            });
        }
    }
}
