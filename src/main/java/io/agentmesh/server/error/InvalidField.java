package io.agentmesh.server.error;

/** One field has a value that can't be used: 422. */
public class InvalidField extends Refusal {

    private static final long serialVersionUID = 1L;

    public InvalidField(String message) {
        super(422, message);
    }
}
