package io.agentmesh.worker.client;

import java.io.IOException;

import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * A rejection (4xx) without the {@code detail} that an AgentMesh server always adds (HTTP contract): from a proxy, or a
 * server that is just starting. It counts as an outage, so it is no {@link HttpOperationFailedException}, nor has one
 * as its cause, which Camel would find.
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
