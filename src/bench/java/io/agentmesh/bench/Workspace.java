package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.agentmesh.support.Scripts;

/** A folder for all that a run of the benchmarks writes; it goes when it is closed. */
final class Workspace implements AutoCloseable {

    private final Path folder;
    private final StartBell bell;
    private int states;

    Workspace() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("agentmesh-bench-");
        bell = new StartBell(pipe("started"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String content) throws IOException {
        Files.createDirectories(file(name).getParent());
        return Files.writeString(file(name), content);
    }

    /** One that nobody writes to: who reads it waits. */
    Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = file(name);
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo " + pipe + " failed");
        }
        return pipe;
    }

    Path codebase(String name) throws IOException {
        return Files.createDirectories(file("codebases").resolve(name));
    }

    /** A fresh state folder for a worker. */
    Path newState() {
        return file("state-" + states++);
    }

    /** @return when the agent of that prompt's first word began, in nanoseconds of the wall clock, or -1 as yet */
    long startedAt(String name) {
        return bell.rungAt(name);
    }

    /**
     * An executable that is called like OpenCode. Its prompt is two words: a name, which it tells as it starts, and a file
     * of events, which it prints.
     */
    Path agent() throws IOException {
        return Scripts.shell(file("opencode"), """
                case $1 in
                    --version) echo 1.18.33; exit ;;
                    run) ;;
                    *) exit ;;
                esac
                read -r name events
                echo "$name" >'%s'
                exec cat "$events"
                """.formatted(file("started")));
    }

    @Override
    public void close() throws IOException {
        bell.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
