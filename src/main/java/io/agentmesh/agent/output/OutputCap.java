package io.agentmesh.agent.output;

import io.agentmesh.task.text.Utf8;

/**
 * Lets so much of a run's output through and no more. What comes after is dropped, which is said in its place, once, and
 * counted. It decides by what was let through alone, so that a batch that is sent again is cut in the same place.
 */
final class OutputCap {

    static final String NOTICE = "[… the output is cut here: no more of it is sent (max_output)]";

    private final long most;
    private long passed;
    private long dropped;

    /**
     * @param most   in bytes
     * @param before what of this run's output was let through already
     */
    OutputCap(long most, long before) {
        this.most = most;
        this.passed = before;
    }

    /** @return what may be sent of the lines: all of them, their beginning and a notice, or nothing */
    String pass(String lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        long size = Utf8.size(lines) + 1;
        if (passed + size < most) {
            passed += size;
            return lines;
        }
        if (passed >= most) {
            dropped += size;
            return "";
        }
        String beginning = Utf8.cut(lines, most - passed - 1);
        dropped += size - (beginning.isEmpty() ? 0 : Utf8.size(beginning) + 1);
        passed = most;
        return beginning.isEmpty() ? NOTICE : beginning + "\n" + NOTICE;
    }

    /** Takes note of what never came here, such as the end of a line that was too long to be kept. */
    void miss(long bytes) {
        dropped += bytes;
    }

    /** @return the bytes that were dropped since this was asked last */
    long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }
}
