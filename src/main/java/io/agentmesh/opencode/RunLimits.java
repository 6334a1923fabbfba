package io.agentmesh.opencode;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run may take.
 *
 * @param timeout in all
 * @param stall   the longest without a sign of life, see {@link StallWatch}
 * @param grace   from TERM to KILL
 * @param files   bytes of its output
 * @param exit    from its last word until it exits by itself, see {@link FinishWatch}
 */
record RunLimits(Duration timeout, Duration stall, Duration grace, long files, Duration exit) {

    static TerminationReason timedOut(Duration timeout) {
        return TerminationReason.failed("timed out after " + text(timeout) + " (task_timeout)");
    }

    static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
