package io.agentmesh.server.error;

/** What was asked for is another worker's: 403. */
public class ForbiddenException extends ApiException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException(String message) {
        super(403, message);
    }
}
