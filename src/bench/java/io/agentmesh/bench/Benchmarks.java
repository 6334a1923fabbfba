package io.agentmesh.bench;

import java.util.Set;

/**
 * Runs all benchmarks, or those that are named ({@code start}, {@code latency}, {@code cancel}, {@code output}, {@code fleet}, {@code
 * worktrees}),
 * and prints their figures. Exits with a stack trace where a line or a task is lost, comes twice, or out of order.
 */
public final class Benchmarks {

    private Benchmarks() {
    }

    /**
     * Properties: {@code bench.megabytes}, the size of the output that is sent, 1000 unless set; {@code bench.tasks}, how
     * many tasks go each way, 200; {@code bench.cancels}, how many are cancelled, 100; {@code bench.worktrees}, how
     * many tasks go with and without a worktree, 10; {@code bench.workers}, {@code bench.seconds} and {@code bench.rate}, the fleet's size,
     * the time of each of its phases and its tasks a second, 1000, 30 and 20.
     */
    public static void main(String[] names) throws Exception {
        Set<String> wanted = names.length == 0 ? Set.of("start", "latency", "cancel", "output", "fleet", "worktrees") : Set.of(names);
        endWellWhenStopped();
        Figures figures = new Figures(System.out);
        figures.addMachine();
        try (Workspace workspace = new Workspace()) {
            if (wanted.contains("start")) {
                new StartTime(workspace).measure(figures);
            }
            if (wanted.contains("output")) {
                new OutputRate(workspace).measure(figures, Long.getLong("bench.megabytes", 1000) * 1_000_000);
            }
            if (wanted.contains("latency")) {
                new TaskLatency(workspace, Integer.getInteger("bench.tasks", 200)).measure(figures);
            }
            if (wanted.contains("cancel")) {
                new CancelTime(workspace, Integer.getInteger("bench.cancels", 100)).measure(figures);
            }
            if (wanted.contains("worktrees")) {
                new WorktreeTime(workspace, Integer.getInteger("bench.worktrees", 10)).measure(figures);
            }
            if (wanted.contains("fleet")) {
                new FleetLoad(workspace, Integer.getInteger("bench.workers", 1000), Integer.getInteger("bench.seconds", 30),
                        Integer.getInteger("bench.rate", 20)).measure(figures);
            }
        }
        figures.print();
    }

    /** A Ctrl-C interrupts the measurement, which then ends its processes and removes its files. */
    private static void endWellWhenStopped() {
        Thread measurement = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            measurement.interrupt();
            try {
                measurement.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
