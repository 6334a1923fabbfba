package io.agentmesh.worker;

/** The worker's token, as the header that each call to the server carries. */
public class Credentials {

    private final String authToken;

    /** @param authToken or null */
    public Credentials(String authToken) {
        this.authToken = authToken;
    }

    /** @return the value of {@code Authorization}, or null where no token is configured */
    public String header() {
        return authToken == null ? null : "Bearer " + authToken;
    }

    /** Without the token's value. */
    @Override
    public String toString() {
        return authToken == null ? "no token" : "a token";
    }
}
