package io.agentmesh.server.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.agentmesh.settings.value.SettingsException;

/** The tokens that the server accepts. Without any, every call is allowed. */
public final class AccessTokens {

    private final TokensReload reload;
    private volatile List<AccessToken> tokens;

    AccessTokens(List<AccessToken> tokens) {
        this(tokens, null);
    }

    /** @param reload detects changes of the tokens file; null where there is none */
    AccessTokens(List<AccessToken> tokens, TokensReload reload) {
        this.tokens = List.copyOf(tokens);
        this.reload = reload;
    }

    /** No authentication. */
    public static AccessTokens none() {
        return new AccessTokens(List.of());
    }

    /**
     * @param list {@code name:token,…}, each with full rights, as in {@code A2A_AUTH_TOKENS}; null or blank for none
     * @param file see {@link TokensFile}, or null; read again when it is replaced
     * @throws SettingsException where one of the two is malformed, or a token is listed twice; it never quotes a token
     */
    public static AccessTokens load(String list, Path file) {
        if (file == null) {
            return new AccessTokens(read(list, null));
        }
        TokensReload reload = new TokensReload(file, () -> read(list, file), System::nanoTime);
        return new AccessTokens(read(list, file), reload);
    }

    private static List<AccessToken> read(String list, Path file) {
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
        return all;
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** The owner of a token, by the current content of the tokens file. */
    public Optional<AccessToken> find(String sent) {
        byte[] digest = AccessToken.digest(sent);
        Optional<AccessToken> found = find(digest);
        return reload == null || !isReplaced(found.isPresent()) ? found : find(digest);
    }

    private synchronized boolean isReplaced(boolean isKnown) {
        Optional<List<AccessToken>> others = reload.replaced(isKnown);
        others.ifPresent(list -> tokens = List.copyOf(list));
        return others.isPresent();
    }

    /** Compares with every token, so that the time reveals nothing. */
    private Optional<AccessToken> find(byte[] digest) {
        AccessToken found = null;
        for (AccessToken token : tokens) {
            found = token.matches(digest) ? token : found;
        }
        return Optional.ofNullable(found);
    }
}
