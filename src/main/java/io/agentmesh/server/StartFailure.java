package io.agentmesh.server;

/** The settings are fine, but the server can't start on this machine now. The message is one line for a person. */
public class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
