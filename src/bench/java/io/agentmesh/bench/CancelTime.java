package io.agentmesh.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

/** From the request to cancel a running task to the moment when no process of its run is left; the agent obeys TERM. */
final class CancelTime {

    private static final int CODEBASES = 4;
    private static final double TARGET_MILLIS = 2000;
    private static final long LOOK_MILLIS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final int tasks;

    CancelTime(Workspace workspace, int tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    void measure(Figures figures) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--max-concurrent=" + CODEBASES));
        for (int i = 0; i < CODEBASES; i++) {
            arguments.add("--codebase=c" + i + ":" + workspace.codebase("c" + i));
        }
        List<Double> times = new ArrayList<>();
        try (RealServer server = RealServer.start(workspace, workspace.file("cancel.db"));
                Program worker = Program.worker(workspace, server.url(), workspace.newState(), arguments)) {
            Patience.await(worker, "the codebases", PATIENCE, () -> server.codebases().size() == CODEBASES);
            List<String> codebases = new ArrayList<>();
            server.codebases().forEach((JsonNode codebase) -> codebases.add(codebase.path("id").asText()));
            Path silence = workspace.pipe("silence");
            for (int i = 0; i < tasks; i++) {
                times.add(cancel(server, worker, codebases.get(i % CODEBASES), "cancelled" + i, silence));
            }
        }
        String what = "cancel requested → no process left, ";
        figures.add(what + "p50 of " + tasks, Quantile.of(times, 0.5), TARGET_MILLIS, false, "ms", "");
        figures.add(what + "p99", Quantile.of(times, 0.99), TARGET_MILLIS, false, "ms", "");
    }

    private double cancel(RealServer server, Program worker, String codebase, String name, Path silence) throws Exception {
        String task = server.createTask(codebase, name + " " + silence);
        Patience.await(worker, "the start of " + name, PATIENCE, () -> workspace.startedAt(name) > 0);
        List<ProcessHandle> tree = tree(worker);
        if (tree.isEmpty()) {
            throw new IllegalStateException("the run of " + name + " has no processes");
        }
        long asked = System.nanoTime();
        server.cancel(task);
        while (tree.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() - asked > PATIENCE.toNanos()) {
                throw new IllegalStateException(name + " is still alive; the worker said:\n" + worker.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - asked) / 1e6;
    }

    /** The agent, and what is around it; not what holds the folder's lock, which is the worker's. */
    private static List<ProcessHandle> tree(Program worker) {
        return ProcessHandle.of(worker.pid()).orElseThrow().descendants()
                .filter(process -> process.info().commandLine().orElse("").matches("(?s).*(agentmesh-run|silence).*")).toList();
    }
}
