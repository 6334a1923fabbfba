package io.agentmesh.server.access;

import java.util.regex.Pattern;

import io.agentmesh.settings.value.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the text of a token: characters that a header may have after {@code Bearer}. */
final class TokenText {

    private static final Logger LOG = LoggerFactory.getLogger(TokenText.class);
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]{1,1000}");
    private static final int MIN_SAFE_LENGTH = 16;

    private TokenText() {
    }

    /** @throws SettingsException where it is invalid, with {@code where} and not the text */
    static String checked(String token, String where) {
        if (!PRINTABLE.matcher(token).matches()) {
            throw new SettingsException(where + " has no usable token (not shown);"
                    + " allowed: 1 to 1000 printable ASCII characters without spaces");
        }
        if (token.length() < MIN_SAFE_LENGTH) {
            LOG.warn("{} has a token of fewer than {} characters, which can be guessed", where, MIN_SAFE_LENGTH);
        }
        return token;
    }
}
