package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The control groups (cgroup v2) below that of this process, in which the workers make those of their runs. */
final class ControlGroups {

    private ControlGroups() {
    }

    /** Found by trying. */
    static boolean areWritable() throws IOException {
        Path own = own();
        if (own == null) {
            return false;
        }
        Path probe = own.resolve("agentmesh_faults_" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(probe);
            return Files.isWritable(probe.resolve("cgroup.procs"));
        } catch (IOException e) {
            return false;
        } finally {
            probe.toFile().delete();
        }
    }

    static List<String> names() throws IOException {
        Path own = own();
        if (own == null) {
            return List.of();
        }
        try (Stream<Path> groups = Files.list(own)) {
            return groups.filter(Files::isDirectory).map(group -> group.getFileName().toString()).toList();
        }
    }

    /** Null where there is none; a mount of a part of the hierarchy, as in some containers, counts as none. */
    private static Path own() throws IOException {
        String group = Files.readAllLines(Path.of("/proc/self/cgroup")).stream().filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length())).findFirst().orElse(null);
        String mount = Files.readAllLines(Path.of("/proc/self/mounts")).stream().map(line -> line.split(" "))
                .filter(fields -> fields[2].equals("cgroup2")).map(fields -> fields[1]).findFirst().orElse(null);
        Path own = group == null || mount == null ? null : Path.of(mount).resolve(group);
        return own == null || !Files.isDirectory(own) ? null : own;
    }
}
