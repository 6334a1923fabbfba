package io.agentmesh.server.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.agentmesh.settings.SettingsException;

/** The tokens that a server knows. Without any, everybody may do everything. */
public final class AccessTokens {

    private final List<AccessToken> tokens;

    AccessTokens(List<AccessToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** A server that asks nobody who they are. */
    public static AccessTokens none() {
        return new AccessTokens(List.of());
    }

    /**
     * @param list {@code name:token,…}, each with full rights, as existing servers take it from
     *             {@code A2A_AUTH_TOKENS}; null or blank for none
     * @param file see {@link TokensFile}, or null
     * @throws SettingsException where one of the two is malformed, or a token stands twice; it never tells a token
     */
    public static AccessTokens load(String list, Path file) {
        List<AccessToken> all = new ArrayList<>(list == null || list.isBlank() ? List.of() : TokenList.read(list));
        if (file != null) {
            all.addAll(TokensFile.read(file));
        }
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (all.get(i).matches(all.get(j).digest())) {
                    throw new SettingsException("the tokens of " + all.get(j).name() + " and " + all.get(i).name()
                            + " are the same; allowed: each token once");
                }
            }
        }
        return new AccessTokens(all);
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Whose token was sent. It is compared with every one, so that the time tells nothing. */
    public Optional<AccessToken> find(String sent) {
        byte[] digest = AccessToken.digest(sent);
        AccessToken found = null;
        for (AccessToken token : tokens) {
            found = token.matches(digest) ? token : found;
        }
        return Optional.ofNullable(found);
    }
}
