package io.agentmesh.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.support.Processes;

/** What must not be there when a run is over: processes, files on their way, locks. */
final class Leftovers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    Leftovers(Path root) {
        this.root = root;
    }

    /** The live processes that have anything of the run's folder in their environment, or work in it. */
    List<Long> processes() throws IOException {
        List<Long> left = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && isOfRun(process) && Processes.isAlive(pid)) {
                    left.add(pid);
                }
            }
        }
        return left;
    }

    private boolean isOfRun(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1).contains(root.toString())
                    || Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Outcomes and claims of a worker that are still on their way. */
    List<String> files(FleetWorker worker) throws IOException {
        List<String> left = new ArrayList<>();
        for (String folder : List.of("outbox", "claims")) {
            Path path = worker.state().resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file : files.filter(one -> Files.isRegularFile(one) && !isHistory(one)).toList()) {
                        left.add(worker.name() + "/" + folder + "/" + file.getFileName());
                    }
                }
            }
        }
        return left;
    }

    /** A task in which the worker died is remembered for a week after it was given back. */
    private static boolean isHistory(Path file) {
        try {
            JsonNode claim = JSON.readTree(file.toFile());
            return claim.path("state").asText().equals("GIVEN_BACK") && !claim.path("interruptions").isEmpty();
        } catch (IOException goneOrChanging) {
            return false;
        }
    }

    /** Outcomes that the server never took: task, attempt and the reason. */
    List<String> refused(FleetWorker worker) throws IOException {
        Path path = worker.state().resolve("outbox/refused");
        List<String> left = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".reason")).toList()) {
                    left.add(file.getFileName().toString().replace(".json.reason", "") + " " + Files.readString(file).strip());
                }
            }
        }
        return left;
    }

    /** Temporary files of workers and agents. */
    List<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("tmp"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("agentmesh-")).toList();
        }
    }

    /** Control groups of these tasks. */
    List<String> controlGroups(Collection<String> tasks) throws IOException {
        List<String> names = tasks.stream().map(task -> task.replaceAll("[^A-Za-z0-9_]", "_")).toList();
        return ControlGroups.names().stream().filter(group -> names.stream().anyMatch(group::contains)).toList();
    }

    /** Locks that somebody still holds: of the codebases, and of the state folders. */
    List<String> locks(List<FleetWorker> workers) throws IOException, InterruptedException {
        List<String> held = new ArrayList<>();
        try (Stream<Path> guards = Files.list(root.resolve("guards"))) {
            for (Path guard : guards.toList()) {
                if (new ProcessBuilder("flock", "-n", guard.toString(), "true").start().waitFor() != 0) {
                    held.add("codebase " + guard.getFileName());
                }
            }
        }
        for (FleetWorker worker : workers) {
            Path stateLock = worker.state().resolve("lock");
            if (!Files.exists(stateLock)) {
                // It was ended before it began.
                continue;
            }
            try (FileChannel file = FileChannel.open(stateLock, StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                if (lock == null) {
                    held.add("state folder of " + worker.name());
                }
            }
        }
        return held;
    }
}
