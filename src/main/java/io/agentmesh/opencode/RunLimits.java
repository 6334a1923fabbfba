package io.agentmesh.opencode;

import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param timeout in all
 * @param stall   the longest without a sign of life, see {@link StallWatch}
 * @param grace   from TERM to KILL
 */
record RunLimits(Duration timeout, Duration stall, Duration grace) {
}
