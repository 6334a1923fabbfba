package io.agentmesh.agent;

import io.agentmesh.task.Outcome;

/**
 * A run that came to nothing for a reason that may go away by itself, and did nothing yet that could be done twice. The
 * route decides whether it is begun again, in the same session (routes/worker/shared/errors.camel.yaml).
 */
public final class TransientFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public TransientFailureException(Outcome outcome) {
        super(outcome.error());
        this.outcome = outcome;
    }

    /** What the task comes to where it isn't tried again. */
    public Outcome outcome() {
        return outcome;
    }
}
