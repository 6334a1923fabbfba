package io.agentmesh.cli.client;

/** Why a command can't do what it should, in one line, and the exit code that says it to scripts. */
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
