package io.agentmesh.server.error;

/** 503: the server can't serve now, for a reason of its own. */
public class UnavailableException extends ApiException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(503, message);
    }
}
