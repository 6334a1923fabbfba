package io.agentmesh.agent;

import io.agentmesh.task.Outcome;

/**
 * A run that failed for a passing reason, before it did anything that must not be done twice. The route decides whether
 * to retry it in the same session (routes/worker/shared/errors.camel.yaml).
 */
public final class TransientFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public TransientFailureException(Outcome outcome) {
        super(outcome.error());
        this.outcome = outcome;
    }

    /** The task's outcome where it isn't retried. */
    public Outcome outcome() {
        return outcome;
    }
}
