package io.agentmesh.server.store;

/** The tables can't be brought up to date; the message says why, and the cause is there where the database said so. */
class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
