package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.RealRedis;

/**
 * From a task's creation at our server to the start of its agent's process, by each way that a task may take to its
 * worker. The tasks come at all points between two polls, and one is done before the next one of its codebase comes.
 */
final class TaskLatency {

    private static final int CODEBASES = 8;
    /** No simple part of a second, so that the tasks don't keep step with the polls. */
    private static final long PAUSE_MILLIS = 382;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final int tasks;

    /** @param tasks how many go each way */
    TaskLatency(Workspace workspace, int tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    void measure(Figures figures) throws Exception {
        try (RealRedis redis = RealRedis.start(Files.createDirectories(workspace.file("redis")), "--appendfsync",
                "everysec")) {
            List<Double> latencies = measure("redis", List.of("--redis-url=" + redis.url()), List.of("--poll-interval=5",
                    "--properties=" + workspace.write("redis.properties", "worker.redis-url=" + redis.url())));
            String what = "task created → process started with Redis, ";
            figures.add(what + "p50 of " + tasks, Quantile.of(latencies, 0.5), 10, false, "ms", "");
            figures.add(what + "p99", Quantile.of(latencies, 0.99), 50, false, "ms", "");
            figures.add(Figure.of(what + "the slowest", Figures.number(Quantile.of(latencies, 1)) + " ms", ""));
        }
        report(figures, "long polls (wait)", measure("wait", List.of(), List.of("--poll-interval=5")));
        report(figures, "polls every 5 s", measure("poll", List.of(), List.of("--poll-interval=5",
                "--routes=" + withoutWaiting())));
    }

    /** A folder with the route that polls as it is at a server which holds no answer. */
    private Path withoutWaiting() throws IOException {
        String route = Files.readString(Path.of("routes/worker/intake/fetch-tasks.camel.yaml"));
        return workspace.write("routes/fetch-tasks.camel.yaml", route.replace("${bean:pollQuery?method=waiting}", "")).getParent();
    }

    private List<Double> measure(String way, List<String> ofServer, List<String> ofWorker) throws Exception {
        Path events = workspace.file("few-events");
        NumberedLines.write(events, 1);
        List<String> arguments = new ArrayList<>(ofWorker);
        arguments.add("--max-concurrent=" + CODEBASES);
        for (int i = 0; i < CODEBASES; i++) {
            arguments.add("--codebase=c" + i + ":" + workspace.codebase("c" + i));
        }
        try (RealServer server = RealServer.start(workspace, workspace.file(way + ".db"), ofServer);
                Program worker = Program.worker(workspace, server.url(), workspace.newState(), arguments)) {
            Patience.await(worker, "the codebases", PATIENCE, () -> server.codebases().size() == CODEBASES);
            List<String> codebases = new ArrayList<>();
            server.codebases().forEach((JsonNode codebase) -> codebases.add(codebase.path("id").asText()));
            return run(way, server, worker, codebases, events);
        }
    }

    /** @return in milliseconds, in the order of the tasks */
    private List<Double> run(String way, RealServer server, Program worker, List<String> codebases, Path events)
            throws Exception {
        List<Double> latencies = new ArrayList<>();
        List<Long> created = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            created.add(WallClock.nanos());
            server.createTask(codebases.get(i % CODEBASES), way + i + " " + events);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        for (int i = 0; i < tasks; i++) {
            String name = way + i;
            Patience.await(worker, "the start of " + name, PATIENCE, () -> workspace.startedAt(name) > 0);
            latencies.add((workspace.startedAt(name) - created.get(i)) / 1e6);
        }
        return latencies;
    }

    private void report(Figures figures, String way, List<Double> latencies) {
        figures.add(Figure.of("the same with " + way + ", p50", Figures.number(Quantile.of(latencies, 0.5)) + " ms", ""));
        figures.add(Figure.of("the same with " + way + ", p99", Figures.number(Quantile.of(latencies, 0.99)) + " ms", ""));
        figures.add(Figure.of("the same with " + way + ", the slowest", Figures.number(Quantile.of(latencies, 1)) + " ms", ""));
    }
}
