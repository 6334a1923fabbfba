package io.agentmesh.worker.client;

import java.io.IOException;

import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * A refusal (4xx) without the {@code detail} that an AgentMesh server always names (HTTP contract): a proxy's word, or that
 * of a server that is just starting. It counts as a server that can't be used now, and so is no {@link
 * HttpOperationFailedException}, nor has it one as its cause, which Camel would find.
 */
public class UnexplainedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int statusCode;

    UnexplainedAnswerException(HttpOperationFailedException answer) {
        super("it answered " + answer.getStatusCode() + ", but not as an AgentMesh server does");
        this.statusCode = answer.getStatusCode();
    }

    public int getStatusCode() {
        return statusCode;
    }
}
