package io.agentmesh.worker.client;

import java.util.function.Consumer;

import io.agentmesh.settings.source.BearerToken;
import io.agentmesh.settings.value.SettingsException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's token, as the header of each call to the server. */
public class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final int UNAUTHORIZED = 401;

    private final BearerToken token;
    private final Consumer<String> onRenewed;
    private String lastError = "";

    /** @param onRenewed receives each new token before it is sent */
    public Credentials(BearerToken token, Consumer<String> onRenewed) {
        this.token = token;
        this.onRenewed = onRenewed;
    }

    /** @return the value of {@code Authorization}, or null where no token is configured */
    public String header() {
        return token.header();
    }

    /**
     * Whether to retry a rejected call at once: its token was rejected, and the token file has a new one.
     *
     * @param sent the header of the call, or null
     */
    public synchronized boolean isRenewed(HttpOperationFailedException answer, String sent) {
        if (answer.getStatusCode() != UNAUTHORIZED || sent == null) {
            return false;
        }
        String before = token.value();
        try {
            boolean renewed = token.isRenewed(sent);
            if (!before.equals(token.value())) {
                onRenewed.accept(token.value());
                LOG.info("the server refused the token, and {} holds another one now", token.file());
            }
            lastError = "";
            return renewed;
        } catch (SettingsException e) {
            if (!e.getMessage().equals(lastError)) {
                LOG.warn("the server refused the token, and there is no other one: {}", e.getMessage());
            }
            lastError = e.getMessage();
            return false;
        }
    }

    /** Without the token's value. */
    @Override
    public String toString() {
        return token.value() == null ? "no token" : "a token";
    }
}
