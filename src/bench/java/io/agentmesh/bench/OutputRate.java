package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How fast an agent's output reaches the server, and what a gigabyte of it costs the worker in memory. */
final class OutputRate {

    private static final double TARGET = 20_000;
    private static final double MEMORY_TARGET = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SECONDS_TO_SETTLE = 5;
    private static final long STORED_BYTES = 200_000_000;

    private final Workspace workspace;

    OutputRate(Workspace workspace) {
        this.workspace = workspace;
    }

    void measure(Figures figures, long bytes) throws Exception {
        Path events = workspace.file("events");
        long lines = NumberedLines.write(events, bytes);
        double floor = new Baselines(events, lines).measure(figures);
        double own = toFakeServer(figures, events, lines, floor);
        long stored = NumberedLines.write(events, Math.min(bytes, STORED_BYTES));
        toRealServer(figures, events, stored, own);
        Files.delete(events);
    }

    private double toFakeServer(Figures figures, Path events, long lines, double floor) throws Exception {
        try (FakeServer server = new FakeServer(); Program worker = worker(server.url())) {
            Patience.await(worker, "the registration", PATIENCE, () -> server.registered().getCount() == 0);
            TimeUnit.SECONDS.sleep(SECONDS_TO_SETTLE);
            long before = worker.residentKib();
            try (MemoryWatch memory = new MemoryWatch(worker)) {
                server.offer("output " + events);
                Patience.await(worker, "the end of the task", PATIENCE, () -> server.finished().getCount() == 0);
                server.lines().require(lines);
                double rate = lines * 1e9 / (server.lastOutputAt() - workspace.startedAt("output"));
                figures.add("worker → fake server, " + Figures.number(lines) + " lines in " + server.batches() + " batches",
                        rate, TARGET, true, "lines/s", Figures.times(rate / floor, "plain HTTP POST"));
                double growth = (memory.peakKib() - before) * 1024 / 1e6;
                figures.add("growth of the worker's RSS over " + Figures.number(Files.size(events) / 1e6) + " MB of output",
                        growth, MEMORY_TARGET, false, "MB", "from " + Figures.number(before * 1024 / 1e6) + " MB");
                return rate;
            }
        }
    }

    private void toRealServer(Figures figures, Path events, long lines, double own) throws Exception {
        try (RealServer server = RealServer.start(workspace, workspace.file("output.db"));
                Program worker = worker(server.url())) {
            Patience.await(worker, "the codebase", PATIENCE, () -> server.codebases().size() == 1);
            String task = server.createTask(server.codebases().path(0).path("id").asText(), "stored " + events);
            Patience.await(worker, "the end of the task", PATIENCE, () -> isFinished(server, task));
            LineCheck check = new LineCheck();
            long last = server.readOutput(task, check);
            check.require(lines);
            double rate = lines * 1e9 / (last - workspace.startedAt("stored"));
            figures.add("worker → our server with SQLite, " + Figures.number(lines) + " lines", rate, TARGET, true,
                    "lines/s", Figures.times(rate / own, "the fake server"));
        }
    }

    private static boolean isFinished(RealServer server, String task) throws IOException, InterruptedException {
        String status = server.task(task).path("status").asText();
        return !status.equals("pending") && !status.equals("running");
    }

    private Program worker(String server) throws IOException {
        return Program.worker(workspace, server, workspace.newState(),
                List.of("--poll-interval=1", "--codebase=bench:" + workspace.codebase("bench")));
    }
}
