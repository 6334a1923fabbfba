package io.agentmesh.agent;

/** A task that can't be run as it stands. The message is the sentence that the task fails with. */
public class RefusedTaskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedTaskException(String message) {
        super(message);
    }
}
