package io.agentmesh.server.store;

/** The setting may well be right, but the database doesn't answer, or not to us. The message is one line for a person. */
public class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
