package io.agentmesh.server;

import io.agentmesh.server.access.AccessToken;
import io.agentmesh.server.access.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;

/** Who makes a call, as platform-http hands it to a route: in a header that no request can set. */
final class Caller {

    /** The name of that header. */
    static final String HEADER = "CamelVertxPlatformHttpAuthenticatedUser";
    private static final String ROLE = "role";

    private Caller() {
    }

    static User user(AccessToken token) {
        return User.create(new JsonObject().put("sub", token.name()).put(ROLE, token.role().label()));
    }

    /** Whether {@code user}, null where the server has no tokens, has no role but that of a worker. */
    static boolean isWorker(User user) {
        return user != null && Role.WORKER.label().equals(user.principal().getString(ROLE));
    }
}
