package io.agentmesh.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Headers that keep proxies from buffering or storing a stream or a long poll. */
public final class Unbuffered {

    private Unbuffered() {
    }

    /** {@code X-Accel-Buffering} is nginx's, and obeyed by other proxies; nginx doesn't pass it on. */
    public static HttpServerResponse of(HttpServerResponse response) {
        return response.putHeader("X-Accel-Buffering", "no").putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
    }
}
