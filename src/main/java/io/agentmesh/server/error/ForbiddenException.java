package io.agentmesh.server.error;

/** 403: the resource is another worker's. */
public class ForbiddenException extends ApiException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException(String message) {
        super(403, message);
    }
}
