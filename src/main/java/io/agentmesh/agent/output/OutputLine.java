package io.agentmesh.agent.output;

/**
 * Message from a run's follower to the route {@code stream-output}: some lines of output, or (with an empty text) a
 * reminder to check the age of the batch.
 *
 * @param run       the run's key, by which lines are gathered
 * @param text      readable text, one or more lines without the last line end; may be empty
 * @param stdoutEnd the offset behind the text in the run's stdout
 * @param stderrEnd likewise in its stderr
 * @param last      whether nothing follows
 * @param dropped   how many bytes are missing before or in it
 */
public record OutputLine(String run, String text, long stdoutEnd, long stderrEnd, boolean last, long dropped) {

    /** How many lines the text has; 0 for an empty one. */
    int count() {
        int count = text.isEmpty() ? 0 : 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        return count;
    }
}
