package io.agentmesh.agent.output;

import io.agentmesh.task.text.Utf8;

/**
 * Limits how much of a run's output is sent. The rest is dropped and counted, and one notice takes its place. It
 * depends on the bytes already passed alone, so that a repeated batch is cut in the same place.
 */
final class OutputCap {

    static final String NOTICE = "[… the output is cut here: no more of it is sent (max_output)]";

    private final long max;
    private long passed;
    private long dropped;

    /**
     * @param max   in bytes
     * @param before bytes of this run's output that already passed
     */
    OutputCap(long max, long before) {
        this.max = max;
        this.passed = before;
    }

    /** @return the part to send: all lines, their beginning and a notice, or nothing */
    String pass(String lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        long size = Utf8.size(lines) + 1;
        if (passed + size < max) {
            passed += size;
            return lines;
        }
        if (passed >= max) {
            dropped += size;
            return "";
        }
        String beginning = Utf8.cut(lines, max - passed - 1);
        dropped += size - (beginning.isEmpty() ? 0 : Utf8.size(beginning) + 1);
        passed = max;
        return beginning.isEmpty() ? NOTICE : beginning + "\n" + NOTICE;
    }

    /** Counts bytes that never got here, such as the end of a truncated line. */
    void miss(long bytes) {
        dropped += bytes;
    }

    /** Returns the bytes dropped since the last call. */
    long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }
}
