package io.agentmesh.server.error;

/** 400: the request as a whole is malformed or can't be served. */
public class BadRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(400, message);
    }
}
