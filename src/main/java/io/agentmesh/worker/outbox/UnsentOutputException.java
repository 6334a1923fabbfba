package io.agentmesh.worker.outbox;

import java.io.IOException;

/** An outcome can't be sent yet, because the server doesn't have all of its run's output. */
class UnsentOutputException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isStuck;

    /** @param isStuck whether the server didn't accept some of it, as opposed to an ended turn */
    UnsentOutputException(String taskId, boolean isStuck) {
        super("the server hasn't all output of task " + taskId);
        this.isStuck = isStuck;
    }

    boolean isStuck() {
        return isStuck;
    }
}
