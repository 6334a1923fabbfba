package io.agentmesh.agent.process;

import java.time.Duration;
import java.util.Locale;

import io.agentmesh.agent.TerminationReason;

/**
 * What a run may take.
 *
 * @param timeout in all
 * @param stall   the longest without a sign of life, see {@link StallWatch}
 * @param grace   from TERM to KILL
 * @param files   bytes of its output
 * @param exit    from its last word until it exits by itself, see {@link FinishWatch}
 */
public record RunLimits(Duration timeout, Duration stall, Duration grace, long files, Duration exit) {

    public static TerminationReason timedOut(Duration timeout) {
        return TerminationReason.failed("timed out after " + text(timeout) + " (task_timeout)");
    }

    public static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
