package io.agentmesh.server.access;

import java.util.ArrayList;
import java.util.List;

import io.agentmesh.settings.value.SettingsException;

/** Parser of {@code A2A_AUTH_TOKENS}: {@code name:token,name:token}, each with full rights. */
final class TokenList {

    private static final String SOURCE = "A2A_AUTH_TOKENS";

    private TokenList() {
    }

    /** @throws SettingsException with the number of the entry, never its text, which may be a token */
    static List<AccessToken> read(String list) {
        List<AccessToken> tokens = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            String where = SOURCE + ": entry " + (tokens.size() + 1);
            int colon = entry.indexOf(':');
            if (colon < 0 || entry.substring(0, colon).isBlank()) {
                throw new SettingsException(where + " is no name:token; allowed: name:token,name:token");
            }
            String name = entry.substring(0, colon).strip();
            tokens.add(AccessToken.of(name, Role.ADMIN, TokenText.checked(entry.substring(colon + 1).strip(), where)));
        }
        return tokens;
    }
}
