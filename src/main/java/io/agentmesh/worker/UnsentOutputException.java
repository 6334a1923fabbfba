package io.agentmesh.worker;

import java.io.IOException;

/** An outcome isn't sent yet, because the server hasn't all of its run's output. */
class UnsentOutputException extends IOException {

    private static final long serialVersionUID = 1L;

    UnsentOutputException(String taskId) {
        super("the server hasn't all output of task " + taskId);
    }
}
