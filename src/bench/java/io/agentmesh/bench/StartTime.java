package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the start of the launcher's process to the registration's arrival, and the memory of a worker with nothing to do. */
final class StartTime {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final int RUNS = 7;
    private static final int IDLE_SECONDS = 20;

    private final Workspace workspace;

    StartTime(Workspace workspace) {
        this.workspace = workspace;
    }

    void measure(Figures figures) throws Exception {
        List<Double> workers = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            workers.add(workerMillis());
            bare.add(versionMillis());
        }
        double worker = Quantile.of(workers, 0.5);
        figures.add(Figure.of("start → registered, median of " + RUNS, Figures.number(worker) + " ms",
                Figures.times(worker / Quantile.of(bare, 0.5), "`bin/agentmesh --version`")));
        double idle = idleMib();
        figures.add("idle RSS, the highest in " + IDLE_SECONDS + " s", idle, 130, false, "MB", Figures.times(idle / 130, "target"));
    }

    private double workerMillis() throws Exception {
        try (FakeServer server = new FakeServer()) {
            long begun = System.nanoTime();
            try (Program worker = start(server)) {
                Patience.await(worker, "the registration", TIME_TO_START, () -> server.registered().getCount() == 0);
                return (server.registeredAt() - begun) / 1e6;
            }
        }
    }

    private double versionMillis() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(Path.of("bin", "agentmesh").toString(), "--version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor();
        return (System.nanoTime() - begun) / 1e6;
    }

    private double idleMib() throws Exception {
        try (FakeServer server = new FakeServer(); Program worker = start(server)) {
            Patience.await(worker, "the registration", TIME_TO_START, () -> server.registered().getCount() == 0);
            try (MemoryWatch memory = new MemoryWatch(worker)) {
                TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                return memory.peakKib() * 1024 / 1e6;
            }
        }
    }

    private Program start(FakeServer server) throws IOException {
        return Program.worker(workspace, server.url(), workspace.newState(),
                List.of("--codebase=bench:" + workspace.codebase("bench")));
    }
}
