package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/agentmesh …} as a process of its own: the shipped jar with the launcher's flags. */
final class Program implements AutoCloseable {

    private static final int SECONDS_TO_STOP = 30;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program worker(Workspace workspace, String server, Path state, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("worker", "--server=" + server, "--name=bench",
                "--opencode-bin=" + workspace.agent(), "--state-dir=" + state));
        arguments.addAll(more);
        return start(workspace, arguments);
    }

    /** @param arguments the first names the command, and the log file */
    static Program start(Workspace workspace, List<String> arguments) throws IOException {
        Path log = Files.createTempFile(workspace.file("."), arguments.get(0) + "-", ".log");
        List<String> command = new ArrayList<>(List.of(Path.of("bin", "agentmesh").toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.file(".").toFile())
                .redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile()).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("A2A_") || name.equals("AGENTMESH_JAVA_OPTS"));
        builder.environment().put("HOME", workspace.file("home").toString());
        // A worker of the real world has a key to mask, which costs time at each line.
        builder.environment().put("SOME_API_KEY", "sk-of-nobody-0123456789");
        return new Program(builder.start(), log);
    }

    long pid() {
        return process.pid();
    }

    /** Its resident memory in KiB: {@code VmRSS} of {@code /proc/PID/status}; the launcher hands its process over to Java. */
    long residentKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("there is no process " + process.pid() + " any more");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it said, for a failure's message. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** As a service manager stops it. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new IOException("the program had to be killed; it said:\n" + log());
        }
    }
}
