package io.agentmesh.cli.client;

/** The server doesn't answer, or can't at present; the same again may work. */
final class Unreachable extends ClientFailure {

    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(ExitCodes.UNREACHABLE, message);
    }
}
