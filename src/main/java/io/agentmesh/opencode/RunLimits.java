package io.agentmesh.opencode;

import java.time.Duration;

/**
 * What a run may take.
 *
 * @param timeout in all
 * @param stall   the longest without a sign of life, see {@link StallWatch}
 * @param grace   from TERM to KILL
 * @param files   bytes of its output
 */
record RunLimits(Duration timeout, Duration stall, Duration grace, long files) {
}
