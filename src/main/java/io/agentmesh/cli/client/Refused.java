package io.agentmesh.cli.client;

/** The server rejected the request, or the object doesn't exist; a retry wouldn't help. */
public final class Refused extends ClientFailure {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status the HTTP status */
    public Refused(int status, String message) {
        super(ExitCodes.REFUSED, message);
        this.status = status;
    }

    /** Whether an object is missing, or, on a classic server, a call. */
    public boolean isNotFound() {
        return status == 404;
    }
}
