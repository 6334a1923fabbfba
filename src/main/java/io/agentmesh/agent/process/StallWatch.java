package io.agentmesh.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.agent.RunFolder;

/**
 * Watches a run for signs of life: output, a log line (such as a new request to the model), or CPU time used by its
 * processes. Silence alone is no stall: a long tool prints nothing either.
 */
public final class StallWatch {

    /**
     * Share of one core. An agent uses about 2 % while it waits for a model (measured), so less than this is no work.
     */
    private static final double BUSY = 0.1;
    private static final int CHECKS = 20;

    private final RunFolder run;
    private final ProcessTree tree;
    private final long limit;
    private final long interval;
    private long lastActivity;
    private long lastCheck;
    private long lastSize;
    private double lastCpu;

    /** @param now {@link System#nanoTime()} */
    public StallWatch(RunFolder run, ProcessTree tree, Duration limit, long now) {
        this.run = run;
        this.tree = tree;
        this.limit = limit.toNanos();
        this.interval = this.limit / CHECKS;
        this.lastActivity = now;
        this.lastCheck = now;
    }

    /** Size of the run's output, in bytes. */
    public long size() {
        return size(run.stdout()) + size(run.stderr());
    }

    public boolean isStalled(long now) {
        if (now - lastCheck < interval) {
            return false;
        }
        long size = size();
        double cpu = tree.cpuSeconds();
        // When a process ends, its CPU time disappears from the sum; that is a sign of life, too.
        boolean busy = Math.abs(cpu - lastCpu) > BUSY * (now - lastCheck) / 1e9;
        if (size != lastSize || busy) {
            lastActivity = now;
        }
        lastSize = size;
        lastCpu = cpu;
        lastCheck = now;
        return now - lastActivity >= limit;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
