package io.agentmesh.server.error;

/** What was asked for is another worker's: 403. */
public class Forbidden extends Refusal {

    private static final long serialVersionUID = 1L;

    public Forbidden(String message) {
        super(403, message);
    }
}
