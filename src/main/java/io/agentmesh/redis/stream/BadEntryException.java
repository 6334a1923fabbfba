package io.agentmesh.redis.stream;

/** An entry without a valid task for its stream; the message is the reason. */
public class BadEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadEntryException(String reason) {
        super(reason);
    }
}
