package io.agentmesh.agent.process;

import java.time.Duration;
import java.util.Locale;

import io.agentmesh.agent.TerminationReason;

/**
 * Limits of a run.
 *
 * @param timeout total timeout
 * @param stall   idle timeout, see {@link StallWatch}
 * @param grace   from TERM to KILL
 * @param files   bytes of its output
 * @param exit    from the end of its work until it must exit, see {@link FinishWatch}
 */
public record RunLimits(Duration timeout, Duration stall, Duration grace, long files, Duration exit) {

    public static TerminationReason timedOut(Duration timeout) {
        return TerminationReason.failed("timed out after " + text(timeout) + " (task_timeout)");
    }

    public static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
