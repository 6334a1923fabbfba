package io.agentmesh.server.error;

/** The server can't serve now, through no fault of the client's: 503. */
public class UnavailableException extends ApiException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(503, message);
    }
}
