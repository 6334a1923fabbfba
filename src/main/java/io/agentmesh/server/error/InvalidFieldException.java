package io.agentmesh.server.error;

/** 422: a field has an invalid value. */
public class InvalidFieldException extends ApiException {

    private static final long serialVersionUID = 1L;

    public InvalidFieldException(String message) {
        super(422, message);
    }
}
