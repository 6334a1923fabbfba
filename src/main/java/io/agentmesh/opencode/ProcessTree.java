package io.agentmesh.opencode;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Every process of one run: all that carry its tracking variable, wherever they have moved to. Each tool that OpenCode
 * starts is a session of its own and is re-parented when OpenCode dies, so neither a process group nor a walk of
 * descendants would find them all.
 */
final class ProcessTree {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final String tracking;

    ProcessTree(String tracking) {
        this.tracking = tracking;
    }

    boolean isGone() {
        return ProcFs.withVariable(tracking).isEmpty();
    }

    /** The CPU time that the live processes of the tree have used, in seconds. */
    double cpuSeconds() {
        return ProcFs.withVariable(tracking).stream().mapToLong(ProcFs.Stat::cpuTicks).sum()
                / (double) ProcFs.TICKS_PER_SECOND;
    }

    /**
     * Ends the tree: TERM to all, KILL to what is left after the grace, again until nothing is left. A process that
     * appears in between is told like the others. An interrupt ends the grace and not the work: nothing may be left.
     *
     * @return how many processes it had to end
     */
    int end(Duration grace) {
        Set<Long> told = new HashSet<>();
        long begun = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        for (List<ProcFs.Stat> left = ProcFs.withVariable(tracking); !left.isEmpty();
                left = ProcFs.withVariable(tracking)) {
            boolean kill = interrupted || System.nanoTime() - begun >= grace.toNanos();
            for (ProcFs.Stat process : left) {
                if (told.add(process.pid()) || kill) {
                    signal(process, kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
                }
            }
            interrupted |= pause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return told.size();
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
    private void signal(ProcFs.Stat process, Predicate<ProcessHandle> how) {
        ProcessHandle.of(process.pid())
                .filter(handle -> ProcFs.stat(process.pid()).map(now -> now.startTicks() == process.startTicks())
                        .orElse(false))
                .ifPresent(how::test);
    }
}
