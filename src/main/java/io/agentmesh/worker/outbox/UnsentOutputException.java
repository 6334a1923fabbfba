package io.agentmesh.worker.outbox;

import java.io.IOException;

/** An outcome isn't sent yet, because the server hasn't all of its run's output. */
class UnsentOutputException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isStuck;

    /** @param isStuck whether the server didn't take some of it, and not only others had their turn */
    UnsentOutputException(String taskId, boolean isStuck) {
        super("the server hasn't all output of task " + taskId);
        this.isStuck = isStuck;
    }

    boolean isStuck() {
        return isStuck;
    }
}
