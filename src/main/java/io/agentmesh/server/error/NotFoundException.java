package io.agentmesh.server.error;

/** 404: no such task, codebase or worker. */
public class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(404, message);
    }
}
