package io.agentmesh.server.error;

/** No such task, codebase or worker: 404. */
public class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
        super(404, message);
    }
}
