package io.agentmesh.server.error;

/** It doesn't fit the state that the task is in: 409. */
public class ConflictException extends ApiException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(409, message);
    }
}
