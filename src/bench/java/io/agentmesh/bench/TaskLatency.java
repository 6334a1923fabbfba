package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * From a task's creation at our server to the start of its agent's process, with {@code poll_interval} 1. The tasks come
 * at all points between two polls, and one is done before the next one of its codebase comes.
 */
final class TaskLatency {

    private static final int TASKS = 200;
    private static final int CODEBASES = 8;
    /** No simple part of a second, so that the tasks don't keep step with the polls. */
    private static final long PAUSE_MILLIS = 382;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workspace workspace;

    TaskLatency(Workspace workspace) {
        this.workspace = workspace;
    }

    void measure(Figures figures) throws Exception {
        Path events = workspace.file("few-events");
        NumberedLines.write(events, 1);
        try (RealServer server = RealServer.start(workspace, workspace.file("latency.db"));
                Program worker = Program.worker(workspace, server.url(), workspace.newState(), arguments())) {
            Patience.await(worker, "the codebases", PATIENCE, () -> server.codebases().size() == CODEBASES);
            List<String> codebases = new ArrayList<>();
            server.codebases().forEach((JsonNode codebase) -> codebases.add(codebase.path("id").asText()));
            List<Double> latencies = run(server, worker, codebases, events);
            report(figures, latencies);
        }
    }

    private List<String> arguments() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--poll-interval=1", "--max-concurrent=" + CODEBASES));
        for (int i = 0; i < CODEBASES; i++) {
            arguments.add("--codebase=c" + i + ":" + workspace.codebase("c" + i));
        }
        return arguments;
    }

    /** @return in milliseconds, in the order of the tasks */
    private List<Double> run(RealServer server, Program worker, List<String> codebases, Path events) throws Exception {
        List<Double> latencies = new ArrayList<>();
        List<Long> created = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            created.add(WallClock.nanos());
            server.createTask(codebases.get(i % CODEBASES), name(i) + " " + events);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        for (int i = 0; i < TASKS; i++) {
            String name = name(i);
            Patience.await(worker, "the start of " + name, PATIENCE, () -> workspace.startedAt(name) > 0);
            latencies.add((workspace.startedAt(name) - created.get(i)) / 1e6);
        }
        return latencies;
    }

    private static String name(int task) {
        return "task-" + task;
    }

    private static void report(Figures figures, List<Double> latencies) {
        double p50 = Quantile.of(latencies, 0.5);
        double p99 = Quantile.of(latencies, 0.99);
        figures.add(Figure.of("task created → process started, p50 of " + TASKS, Figures.number(p50) + " ms",
                Figures.times(p50 / 500, "half a poll interval")));
        figures.add(Figure.of("the same, p99", Figures.number(p99) + " ms", Figures.times(p99 / 1000, "a poll interval")));
    }
}
