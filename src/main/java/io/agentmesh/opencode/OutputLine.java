package io.agentmesh.opencode;

/**
 * What the follower of a run tells the route {@code stream-output}: a line of output, or (with an empty text) that the
 * time has come to look at the batch again.
 *
 * @param run       the run's key, which lines are gathered by
 * @param text      readable text without a line end; may be empty
 * @param stdoutEnd the offset behind the line in the run's stdout
 * @param stderrEnd likewise in its stderr
 * @param last      whether nothing follows
 */
public record OutputLine(String run, String text, long stdoutEnd, long stderrEnd, boolean last) {
}
