package io.agentmesh.server.store;

/** The database doesn't answer, or rejects the connection, though the setting may be right. The message is one line. */
public class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
