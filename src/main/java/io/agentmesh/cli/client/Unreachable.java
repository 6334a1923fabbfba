package io.agentmesh.cli.client;

/** The server doesn't answer, or fails at present; a retry may help. */
final class Unreachable extends ClientFailure {

    private static final long serialVersionUID = 1L;

    private final boolean arrived;

    Unreachable(String message) {
        this(message, false);
    }

    /** @param mayHaveArrived whether the server may have performed the request, and only its answer is missing */
    Unreachable(String message, boolean mayHaveArrived) {
        super(ExitCodes.UNREACHABLE, message);
        arrived = mayHaveArrived;
    }

    boolean mayHaveArrived() {
        return arrived;
    }
}
