package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.agentmesh.cli.client.ClientFailure;

/** A program that runs during the demo, with its log in a file. */
final class ChildProcess implements AutoCloseable {

    private static final int LINES_TO_QUOTE = 12;
    private static final int MAX_LINE = 300;
    private static final long MILLIS_BETWEEN_LOOKS = 150;

    private final String name;
    private final Path log;
    private final Duration timeToStop;
    private final Process process;

    private ChildProcess(String name, Path log, Duration timeToStop, Process process) {
        this.name = name;
        this.log = log;
        this.timeToStop = timeToStop;
        this.process = process;
    }

    /**
     * @param name       for messages, such as {@code the worker}
     * @param timeToStop from the stop request until it and its children are killed
     */
    static ChildProcess start(String name, ProcessBuilder program, Path log, Duration timeToStop) throws IOException {
        Process process = program.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile()).start();
        return new ChildProcess(name, log, timeToStop, process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for a result of this process.
     *
     * @param what for messages: {@code the server to answer}
     * @param look returns empty, or throws a client failure, while there is none
     * @throws DemoFailure once the process has ended or the time is over, with the end of its log
     */
    <T> T await(String what, Duration limit, Supplier<Optional<T>> look) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            String last = "";
            try {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (ClientFailure e) {
                last = " (" + e.getMessage() + ")";
            }
            if (!isAlive()) {
                throw new DemoFailure("waited for " + what + ", but " + report());
            }
            if (Instant.now().isAfter(end)) {
                throw new DemoFailure("waited " + limit.toSeconds() + " s for " + what + last + ": " + report());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw DemoFailure.interrupted();
        }
    }

    /** {@code the worker ended (exit 2); its log ends with:} and the lines. */
    String report() {
        String state = isAlive() ? name + " is running" : name + " ended (exit " + process.exitValue() + ")";
        List<String> lines = logTail();
        return lines.isEmpty() ? state + " and has logged nothing"
                : state + "; its log ends with:\n   | " + String.join("\n   | ", lines);
    }

    private List<String> logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return lines.stream().skip(Math.max(0, lines.size() - LINES_TO_QUOTE))
                    .map(line -> line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + " …" : line).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Lists the children before the first signal: once their parent is gone they can't be found. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(timeToStop.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            Stream.concat(children.stream(), process.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        process.waitFor();
    }
}
