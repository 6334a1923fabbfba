package io.agentmesh.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.cli.AgentMesh;
import io.agentmesh.support.ChildJvm;

/** {@code agentmesh worker} as a process of its own, whose standard error is a file. */
public final class WorkerProcess implements AutoCloseable {

    private static final long LONGEST_STOP_SECONDS = 180;

    private final Process process;
    private final Path log;

    /** With the fixture's settings; the log of an earlier process is gone on with. */
    WorkerProcess(WorkerFixture fixture) {
        this(fixture, List.of("--config=" + fixture.configFile(), "--properties=" + fixture.properties()));
    }

    WorkerProcess(WorkerFixture fixture, List<String> arguments) {
        log = fixture.root.resolve("worker.log");
        // A build in a shell's background has INT ignored, and hands that down.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(ChildJvm.command(AgentMesh.class, "-Xmx128m"));
        command.add("worker");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(fixture.root.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(fixture.variables);
        builder.environment().put("HOME", fixture.home.toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the processes of this fixture have said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill -NAME}. */
    void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            if (exit != 0) {
                throw new AssertionError("kill -" + name + " ended with exit " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -TERM}. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the worker doesn't end; it said:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
