package io.agentmesh.server.error;

/** No such task, codebase or worker: 404. */
public class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(404, message);
    }
}
