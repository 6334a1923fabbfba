package io.agentmesh.server.notify;

import java.util.Arrays;

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

    /** What another server sent; a kind that only a newer one knows is {@link Kind#UNKNOWN}. */
    static Signal of(String text) {
        return Arrays.stream(Kind.values()).filter(kind -> text.startsWith(kind + " "))
                .map(kind -> new Signal(kind, text.substring(kind.name().length() + 1))).findFirst()
                .orElse(new Signal(Kind.UNKNOWN, ""));
    }
}
