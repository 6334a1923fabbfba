package io.agentmesh.server.store;

/** The tables can't be migrated. The message has the reason; the cause is the database's error, if any. */
class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
