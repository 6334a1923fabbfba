package io.agentmesh.cli.client;

/** The server said no, or there is no such thing on it; the same again wouldn't work either. */
public final class Refused extends ClientFailure {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status the HTTP status */
    public Refused(int status, String message) {
        super(ExitCodes.REFUSED, message);
        this.status = status;
    }

    /** Whether what was asked for isn't there: an id, or, on a classic server, a call. */
    public boolean isNotFound() {
        return status == 404;
    }
}
