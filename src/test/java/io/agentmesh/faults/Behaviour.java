package io.agentmesh.faults;

/** What an agent does, and how its task must end then, unless somebody cancels it. */
enum Behaviour {

    PLAIN("works well", "completed", "done .*"),
    FORKS("leaves children in the background, one of which ignores TERM", "completed", "done .*"),
    DETACHES("leaves children in sessions of their own, doubly forked", "completed", "done .*"),
    HIDES("leaves children without its environment, doubly forked", "completed", "done .*"),
    STUMBLES("fails first as its model is overloaded, then works well", "completed", "done .*"),
    FLOODS("says some megabytes", "completed", "done .*"),
    // A worker that is started again begins to wait for a sign of life anew, so the time may be over first.
    IGNORES_TERM("hangs and ignores TERM", "failed", "(stalled:|timed out after) .*"),
    HANGS("hangs", "failed", "(stalled:|timed out after) .*"),
    TALKS_ON("never ends", "failed", "timed out after .*"),
    STOPS_SHORT("exits with 0 without finishing", "failed", "OpenCode stopped in the middle of a step"),
    FAILS("exits with 1", "failed", "OpenCode ended with exit 1: it broke"),
    HALF_LINE("writes half a line and exits with 0", "failed", "OpenCode stopped in the middle of a step; a line of its output is no event"),
    DIES("is killed by somebody else", "failed", "OpenCode was killed \\(signal 9\\).*");

    private final String words;
    private final String status;
    private final String text;

    Behaviour(String words, String status, String text) {
        this.words = words;
        this.status = status;
        this.text = text;
    }

    /** How often it may be begun anew in one attempt: a failure that passes is tried again. */
    int executions() {
        return this == STUMBLES ? 2 : 1;
    }

    String words() {
        return words;
    }

    /** How the task ends: {@code completed} or {@code failed}. */
    String status() {
        return status;
    }

    /** A regular expression for the whole result or error. */
    String text() {
        return text;
    }
}
