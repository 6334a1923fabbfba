package io.agentmesh.agent.process;

import java.time.Duration;

import io.agentmesh.agent.AgentMonitor;

/**
 * Detects an agent that has finished but doesn't exit, as when connections or timers keep its process alive: its
 * {@link AgentMonitor} reports that the session is done, and since then it wrote nothing and used almost no CPU time.
 */
public final class FinishWatch {

    /**
     * Share of one core. An agent uses about 2 % while it waits; on a very busy machine, real work gets little more.
     */
    private static final double BUSY = 0.03;
    private static final long POLL_INTERVAL = 1_000_000_000;

    private final ProcessTree tree;
    private final long timeToExit;
    private long lastLook;
    private long lastSize = -1;
    private long quietSince;
    private double cpu;

    /** @param timeToExit how long the agent may take to exit */
    public FinishWatch(ProcessTree tree, Duration timeToExit) {
        this.tree = tree;
        this.timeToExit = timeToExit.toNanos();
    }

    /**
     * @param isDone whether the agent reported that it is done
     * @param size   what the run has written, in bytes
     * @param now    {@link System#nanoTime()}
     */
    public boolean isFinished(boolean isDone, long size, long now) {
        if (!isDone || now - lastLook < Math.min(POLL_INTERVAL, timeToExit)) {
            return false;
        }
        lastLook = now;
        if (size != lastSize) {
            quietFrom(now);
            lastSize = size;
            return false;
        }
        if (now - quietSince < timeToExit) {
            return false;
        }
        boolean busy = Math.abs(tree.cpuSeconds() - cpu) > BUSY * (now - quietSince) / 1e9;
        quietFrom(now);
        return !busy;
    }

    private void quietFrom(long now) {
        quietSince = now;
        cpu = tree.cpuSeconds();
    }
}
