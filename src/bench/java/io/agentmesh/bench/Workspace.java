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
    private int states;

    Workspace() throws IOException {
        folder = Files.createTempDirectory("agentmesh-bench-");
        Files.createDirectories(started());
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

    /** Where the scripted agent notes when it began. */
    private Path started() {
        return file("started");
    }

    /** @return when the agent of that prompt's first word began, in nanoseconds of the wall clock, or -1 as yet */
    long startedAt(String name) throws IOException {
        Path note = started().resolve(name);
        String text = Files.exists(note) ? Files.readString(note).strip() : "";
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }

    /**
     * An executable that is called like OpenCode. Its prompt is two words: a name, under which it notes the moment of its
     * start, and a file of events, which it prints.
     */
    Path agent() throws IOException {
        return Scripts.shell(file("opencode"), """
                case $1 in
                    --version) echo 1.18.33; exit ;;
                    run) ;;
                    *) exit ;;
                esac
                begun=$(date +%%s%%N)
                read -r name events
                echo "$begun" >'%s'/"$name"
                exec cat "$events"
                """.formatted(started()));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
