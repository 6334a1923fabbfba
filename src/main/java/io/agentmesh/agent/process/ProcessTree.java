package io.agentmesh.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.agentmesh.agent.RunRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All processes of one run: those in its control group, if any, and those that carry its tracking variable, wherever
 * they moved. A tool may start a session of its own and is re-parented when the agent dies, so neither a process group
 * nor a walk of descendants would find them all.
 */
public final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    /** After KILL a process ends at once, unless it hangs in the kernel, as on a dead network drive. */
    private static final Duration WARN_AFTER = Duration.ofSeconds(10);

    /**
     * For a group that isn't empty but shows no process: the kernel counts those that we can't see, as in another
     * container.
     */
    private static final int MAX_LOOKS = 10;

    private final String tracking;
    private final RunCgroup group;

    public ProcessTree(String tracking) {
        this(tracking, null);
    }

    /** @param group its control group, or null */
    public ProcessTree(String tracking, RunCgroup group) {
        this.tracking = tracking;
        this.group = group;
    }

    public static ProcessTree of(RunRecord run) {
        return new ProcessTree(run.tracking(), run.cgroup() == null ? null : new RunCgroup(Path.of(run.cgroup())));
    }

    public boolean isGone() {
        return processes().isEmpty();
    }

    /** CPU time used by the live processes of the tree, in seconds. */
    double cpuSeconds() {
        return processes().stream().mapToLong(ProcFs.Stat::cpuTicks).sum() / (double) ProcFs.TICKS_PER_SECOND;
    }

    private List<ProcFs.Stat> processes() {
        return ProcFs.withVariable(tracking, group == null ? Set.of() : new HashSet<>(group.pids()));
    }

    /**
     * Ends the tree: TERM to all, KILL to what remains after the grace period, repeated until nothing remains. New
     * processes get the same signals. An interrupt ends the grace period, not the work.
     *
     * @return how many processes it had to end
     */
    public int end(Duration grace) {
        return end(grace, BackgroundProcesses.NONE);
    }

    /** @param exempt processes that may stay; then the control group stays, too */
    public int end(Duration grace, BackgroundProcesses exempt) {
        Set<Long> signalled = new HashSet<>();
        long begun = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        boolean warned = false;
        for (List<ProcFs.Stat> remaining = remaining(exempt); !remaining.isEmpty(); remaining = remaining(exempt)) {
            long age = System.nanoTime() - begun;
            boolean kill = interrupted || age >= grace.toNanos();
            if (kill && exempt.isNone() && group != null) {
                group.kill();
            }
            for (ProcFs.Stat process : remaining) {
                if (signalled.add(process.pid()) || kill) {
                    signal(process, kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
                }
            }
            if (!warned && age >= grace.plus(WARN_AFTER).toNanos()) {
                warned = true;
                LOG.warn("{}: these processes don't end though they were killed: {}", tracking,
                        remaining.stream().map(ProcFs.Stat::pid).toList());
            }
            interrupted |= pause();
        }
        if (group != null) {
            group.remove();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return signalled.size();
    }

    /**
     * The remaining processes that must end. A process that ends during a look may have forked a child that wasn't
     * seen, so "none" needs an empty group, or a second look, as confirmation.
     */
    private List<ProcFs.Stat> remaining(BackgroundProcesses exempt) {
        List<ProcFs.Stat> remaining = exempt.without(processes());
        boolean certain = false;
        for (int looks = 1; remaining.isEmpty() && !certain; looks++) {
            certain = group != null && exempt.isNone() ? group.pids().isEmpty() || looks == MAX_LOOKS : looks == 2;
            if (!certain) {
                remaining = exempt.without(processes());
            }
        }
        return remaining;
    }

    /** @return whether it was interrupted */
    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** The handle knows the start of its process, so a reused pid isn't hit. */
    private static void signal(ProcFs.Stat process, Predicate<ProcessHandle> how) {
        ProcessHandle.of(process.pid())
                .filter(handle -> ProcFs.stat(process.pid()).map(now -> now.startTicks() == process.startTicks())
                        .orElse(false))
                .ifPresent(how::test);
    }
}
