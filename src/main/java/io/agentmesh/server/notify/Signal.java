package io.agentmesh.server.notify;

import java.util.Arrays;

/**
 * Notification of a change, so that clients need not poll.
 *
 * @param kind of the change
 * @param id   of the codebase, task or worker that {@code kind} names, else empty
 */
public record Signal(Kind kind, String id) {

    /** Kinds of changes. */
    public enum Kind {
        /** A task is pending in the codebase {@code id}. */
        PENDING,
        /** The task {@code id} has more output, or another status. */
        CHANGED,
        /** The worker {@code id} should stop one of its tasks. */
        CANCEL,
        /** Signals may have been lost: anything may have changed. */
        UNKNOWN
    }

    String text() {
        return kind + " " + id;
    }

    /** Parses a signal of another server; a kind of a newer version becomes {@link Kind#UNKNOWN}. */
    static Signal of(String text) {
        return Arrays.stream(Kind.values()).filter(kind -> text.startsWith(kind + " "))
                .map(kind -> new Signal(kind, text.substring(kind.name().length() + 1))).findFirst()
                .orElse(new Signal(Kind.UNKNOWN, ""));
    }
}
