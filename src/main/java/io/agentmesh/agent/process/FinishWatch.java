package io.agentmesh.agent.process;

import java.time.Duration;

import io.agentmesh.agent.AgentMonitor;

/**
 * Whether an agent has done its work but doesn't exit, as users report of runs whose connections or timers keep the
 * process alive: its {@link AgentMonitor} says that it is done with the session, and since then it wrote nothing and used
 * no CPU time to speak of.
 */
public final class FinishWatch {

    /** Of one core. An agent uses about 2 % while it waits; on a machine that is very busy, work gets little more. */
    private static final double BUSY = 0.03;
    private static final long LOOK_AGAIN = 1_000_000_000;

    private final ProcessTree tree;
    private final long patience;
    private long lastLook;
    private long lastSize = -1;
    private long quietSince;
    private double cpu;

    /** @param patience how long it may take to exit */
    public FinishWatch(ProcessTree tree, Duration patience) {
        this.tree = tree;
        this.patience = patience.toNanos();
    }

    /**
     * @param isDone whether it has told that it is done
     * @param size   what the run has written, in bytes
     * @param now    {@link System#nanoTime()}
     */
    public boolean isFinished(boolean isDone, long size, long now) {
        if (!isDone || now - lastLook < Math.min(LOOK_AGAIN, patience)) {
            return false;
        }
        lastLook = now;
        if (size != lastSize) {
            quietFrom(now);
            lastSize = size;
            return false;
        }
        if (now - quietSince < patience) {
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
