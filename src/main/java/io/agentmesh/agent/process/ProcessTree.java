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
 * Every process of one run: all in its control group where it has one, and all that carry its tracking variable,
 * wherever they have moved to. A tool that an agent starts may be a session of its own and is re-parented when the agent
 * dies, so neither a process group nor a walk of descendants would find them all.
 */
public final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** After its KILL a process is gone at once, unless it hangs in the kernel, as on a dead network drive. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    /** That may find nothing in a group that isn't empty: the kernel counts what we can't see, as in another container. */
    private static final int MOST_LOOKS = 10;

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

    /** The CPU time that the live processes of the tree have used, in seconds. */
    double cpuSeconds() {
        return processes().stream().mapToLong(ProcFs.Stat::cpuTicks).sum() / (double) ProcFs.TICKS_PER_SECOND;
    }

    private List<ProcFs.Stat> processes() {
        return ProcFs.withVariable(tracking, group == null ? Set.of() : new HashSet<>(group.pids()));
    }

    /**
     * Ends the tree: TERM to all, KILL to what is left after the grace, again until nothing is left. A process that
     * appears in between is told like the others. An interrupt ends the grace and not the work: nothing may be left.
     *
     * @return how many processes it had to end
     */
    public int end(Duration grace) {
        return end(grace, BackgroundProcesses.NONE);
    }

    /** @param kept which processes may stay; then the control group stays, too */
    public int end(Duration grace, BackgroundProcesses kept) {
        Set<Long> told = new HashSet<>();
        long begun = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        boolean warned = false;
        for (List<ProcFs.Stat> left = left(kept); !left.isEmpty(); left = left(kept)) {
            long age = System.nanoTime() - begun;
            boolean kill = interrupted || age >= grace.toNanos();
            if (kill && kept.isNone() && group != null) {
                group.kill();
            }
            for (ProcFs.Stat process : left) {
                if (told.add(process.pid()) || kill) {
                    signal(process, kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
                }
            }
            if (!warned && age >= grace.plus(WORTH_TELLING).toNanos()) {
                warned = true;
                LOG.warn("{}: these processes don't end though they were killed: {}", tracking,
                        left.stream().map(ProcFs.Stat::pid).toList());
            }
            interrupted |= pause();
        }
        if (group != null) {
            group.remove();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return told.size();
    }

    /**
     * What is there but what may stay. One look is a walk through all processes: one that ends meanwhile may have forked
     * a child that was not seen. So where a look finds nothing, it takes an empty group, or a second look, to be
     * believed.
     */
    private List<ProcFs.Stat> left(BackgroundProcesses kept) {
        List<ProcFs.Stat> left = kept.without(processes());
        boolean certain = false;
        for (int looks = 1; left.isEmpty() && !certain; looks++) {
            certain = group != null && kept.isNone() ? group.pids().isEmpty() || looks == MOST_LOOKS : looks == 2;
            if (!certain) {
                left = kept.without(processes());
            }
        }
        return left;
    }

    /** @return whether it was interrupted */
    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** The handle remembers its process's start, so a pid that was given away since isn't hit. */
    private static void signal(ProcFs.Stat process, Predicate<ProcessHandle> how) {
        ProcessHandle.of(process.pid())
                .filter(handle -> ProcFs.stat(process.pid()).map(now -> now.startTicks() == process.startTicks())
                        .orElse(false))
                .ifPresent(how::test);
    }
}
