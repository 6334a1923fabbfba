package io.agentmesh.server.error;

/** 413: a field is too large; the message names it, so that the client can send the request without it. */
public class TooLargeException extends ApiException {

    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(413, message);
    }
}
