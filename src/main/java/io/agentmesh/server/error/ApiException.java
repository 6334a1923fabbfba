package io.agentmesh.server.error;

/**
 * A request that is answered with an error (contract, first section). The message becomes the {@code detail}: one clear
 * sentence. Routes throw the subclasses by name; {@code errors.camel.yaml} answers them.
 */
public abstract class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status, 400 to 499, or 503. */
    public int getStatus() {
        return status;
    }
}
