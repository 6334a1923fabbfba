package io.agentmesh.server.http;

import io.agentmesh.server.access.AccessToken;
import io.agentmesh.server.access.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;

/** The caller of a request, as platform-http passes it to a route: in a header that no request can set. */
public final class Caller {

    /** The name of that header. */
    public static final String HEADER = "CamelVertxPlatformHttpAuthenticatedUser";
    private static final String ROLE = "role";
    private static final String WORKER = "worker";

    private Caller() {
    }

    static User user(AccessToken token) {
        return User.create(new JsonObject().put("sub", token.name()).put(ROLE, token.role().label())
                .put(WORKER, token.worker()));
    }

    /** The id of the only worker that {@code user} may act for, or null. */
    public static String worker(User user) {
        return user == null ? null : user.principal().getString(WORKER);
    }

    /** Whether {@code user}, null where the server has no tokens, has no role but that of a worker. */
    public static boolean isWorker(User user) {
        return user != null && Role.WORKER.label().equals(user.principal().getString(ROLE));
    }
}
