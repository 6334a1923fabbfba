package io.agentmesh.server.error;

/** 409: the request conflicts with the task's state. */
public class ConflictException extends ApiException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(409, message);
    }
}
