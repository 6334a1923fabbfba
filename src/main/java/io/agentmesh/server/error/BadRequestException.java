package io.agentmesh.server.error;

/** The request as a whole can't be understood or served: 400. */
public class BadRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(400, message);
    }
}
