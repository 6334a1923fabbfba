package io.agentmesh.agent;

/** Rejects a task that can't run as it stands. The message is the task's error. */
public class RefusedTaskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedTaskException(String message) {
        super(message);
    }
}
