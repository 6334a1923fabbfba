package io.agentmesh.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.settings.source.ProgramFile;

/**
 * The latest end of a run, should no worker be there to end it: the file {@code deadline} in the run's folder, which
 * the {@link #WATCHDOG} of the run reads each second. The worker responsible for the run may move it. In seconds since
 * boot, so that setting a clock has no effect, and the machine's sleep counts.
 */
public final class RunDeadline {

    /** Lets a live worker end the run first, see {@link MovedDeadline}. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /**
     * Ends all processes of a run after its deadline, as {@link ProcessTree} does: TERM to each, KILL after the grace
     * period. The wrapper stays, so that it writes the agent's exit status; if it was killed, the watchdog writes it.
     * The watchdog has no tracking variable and is outside of the control group, so it is no process of the run.
     *
     * <p>Arguments: itself, the run's folder, the wrapper's process id, the run's variable, its control group, and the
     * end of the grace period. A shell that can't start a process exits; before that it executes a new one.
     */
    static final String WATCHDOG = ProgramFile.text(RunDeadline.class, "watch-deadline.sh");

    private RunDeadline() {
    }

    /**
     * Sets or moves the deadline.
     *
     * @param timeout total timeout of the run
     * @param used    the used part of it
     * @param grace   from TERM to KILL
     */
    public static void set(RunFolder run, RunRecord record, Duration timeout, Duration used, Duration grace) throws IOException {
        Duration remaining = timeout.minus(used);
        if (remaining.compareTo(Duration.ofDays(365)) > 0) {
            Files.deleteIfExists(file(run));
            return;
        }
        long until = until(timeout, used, grace).toSeconds();
        DurableFile.replace(file(run), "%s%n%d%n%d%n%s%n".formatted(record.tracking(), until, grace.toSeconds(),
                DurableFile.json(RunLimits.timedOut(timeout))).getBytes(StandardCharsets.UTF_8));
    }

    /** Since boot. */
    static Duration until(Duration timeout, Duration used, Duration grace) {
        return ProcFs.uptime().plus(timeout).minus(used).plus(grace).plus(MARGIN);
    }

    private static Path file(RunFolder run) {
        return run.path().resolve("deadline");
    }
}
