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
 * When a run ends at the latest, should no worker be there to end it: the file {@code deadline} in the run's folder, which
 * the {@link #WATCHDOG} of the run reads each second. Whoever answers for the run may move it. It counts in seconds since
 * boot, so no clock that is set changes it, and the machine's sleep counts.
 */
public final class RunDeadline {

    /** For a worker that lives, which ends the run first, see {@link MovedDeadline}. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /**
     * Ends all processes of a run once its deadline is over, as {@link ProcessTree} does: TERM to each, KILL to what is
     * left after the grace. The wrapper stays, so that it notes the agent's exit status; where it was killed, too, that is
     * done here. Without the run's variable and outside of its control group, the watchdog itself is no process of the run.
     *
     * <p>Arguments: itself, the run's folder, the wrapper's process id, the run's variable, its control group, and when
     * the grace is over. A shell ends where it can't start a process; then it makes way for a new one.
     */
    static final String WATCHDOG = ProgramFile.text(RunDeadline.class, "watch-deadline.sh");

    private RunDeadline() {
    }

    /**
     * Sets or moves the deadline.
     *
     * @param timeout the longest that the run may take in all
     * @param used    how much of that is over
     * @param grace   from TERM to KILL
     */
    public static void set(RunFolder run, RunRecord record, Duration timeout, Duration used, Duration grace) throws IOException {
        Duration left = timeout.minus(used);
        if (left.compareTo(Duration.ofDays(365)) > 0) {
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
