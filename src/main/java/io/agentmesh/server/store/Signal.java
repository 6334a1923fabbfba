package io.agentmesh.server.store;

/**
 * That something changed, so that nobody has to look for it again and again.
 *
 * @param kind what happened
 * @param id   of the codebase, the task or the worker that {@code kind} names, else empty
 */
public record Signal(Kind kind, String id) {

    /** What may have happened. */
    public enum Kind {
        /** There is a task to be claimed in the codebase {@code id}. */
        PENDING,
        /** The task {@code id} has more output, or another status. */
        CHANGED,
        /** The worker {@code id} should stop one of its tasks. */
        CANCEL,
        /** Signals may have been lost: anything may have happened. */
        UNKNOWN
    }

    String text() {
        return kind + " " + id;
    }

    static Signal of(String text) {
        int blank = text.indexOf(' ');
        return new Signal(Kind.valueOf(text.substring(0, blank)), text.substring(blank + 1));
    }
}
