package io.agentmesh.bench;

/** Checks at the receiving side that every line arrives, once, whole and in order. */
final class LineCheck {

    private long next;
    private String fault;

    /** @param output whole lines, each ended by {@code \n} */
    void accept(String output) {
        int at = 0;
        while (at < output.length() && fault == null) {
            int end = at + NumberedLines.length();
            if (!NumberedLines.stands(output, at, next) || end >= output.length() || output.charAt(end) != '\n') {
                fault = "line " + next + " was expected, but there came: "
                        + output.substring(at, Math.min(output.length(), at + 60));
                return;
            }
            next++;
            at = end + 1;
        }
    }

    /** How many lines came. */
    long count() {
        return next;
    }

    /** @throws IllegalStateException where a line is missing, twice, out of order or changed */
    void require(long lines) {
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        if (next != lines) {
            throw new IllegalStateException(next + " lines came of " + lines);
        }
    }
}
