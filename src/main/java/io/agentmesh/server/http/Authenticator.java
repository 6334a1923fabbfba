package io.agentmesh.server.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.server.access.AccessToken;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.access.Permissions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Checks the token of a request, where the server has tokens (contract, first section): 401 without a known one, 403
 * where its role may not make the call. Routes find the role in the {@link Caller}.
 */
public final class Authenticator {

    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S+) *");

    private final AccessTokens tokens;
    private final Permissions permissions;

    public Authenticator(AccessTokens tokens, Permissions permissions) {
        this.tokens = tokens;
        this.permissions = permissions;
    }

    /** Whether the request may go on; otherwise it was answered. */
    boolean authenticate(RoutingContext context) {
        String method = context.request().method().name();
        String path = context.normalizedPath();
        if (tokens.isEmpty() || permissions.isOpen(method, path)) {
            return true;
        }
        List<String> sent = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        Optional<AccessToken> token = sent.size() == 1 ? find(sent.get(0)) : Optional.empty();
        if (token.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"agentmesh\"");
            RequestFilter.refuse(context, 401, sent.isEmpty() ? "This call needs a token: send Authorization: Bearer <token>."
                    : "The token is not one that this server knows.");
            return false;
        }
        if (!permissions.allows(token.get().role(), method, path)) {
            RequestFilter.refuse(context, 403, "A token of the role " + token.get().role().label() + " can't make this call.");
            return false;
        }
        context.setUser(Caller.user(token.get()));
        return true;
    }

    private Optional<AccessToken> find(String header) {
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? tokens.find(bearer.group(1)) : Optional.empty();
    }
}
