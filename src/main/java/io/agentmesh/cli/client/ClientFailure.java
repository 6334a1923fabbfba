package io.agentmesh.cli.client;

/** A failure of a client command: one line, and the exit code for scripts. */
public class ClientFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public ClientFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
