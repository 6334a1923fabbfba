package io.agentmesh.server.error;

/** One field has a value that can't be used: 422. */
public class InvalidFieldException extends ApiException {

    private static final long serialVersionUID = 1L;

    public InvalidFieldException(String message) {
        super(422, message);
    }
}
