package io.agentmesh.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers each HEAD as the GET of its address (RFC 9110, 9.3.2), for all routes and handlers. The connection knows the
 * real method and omits the body.
 */
public final class HeadRequests {

    private static final int NOT_MODIFIED = 304;
    private static final String MARK = HeadRequests.class.getName();

    private HeadRequests() {
    }

    /** Whether the request was restarted as a GET. */
    static boolean restart(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (!request.method().equals(HttpMethod.HEAD) || path == null || !path.startsWith("/")) {
            return false;
        }
        context.put(MARK, true);
        context.reroute(HttpMethod.GET, request.query() == null ? path : path + "?" + request.query());
        return true;
    }

    /**
     * Adds Content-Length to answers whose body is sent at once, for GET and HEAD alike. Routes would send it in
     * chunks, and Vert.x adds no length where it sends no body.
     */
    static void putLength(RoutingContext context) {
        HttpServerResponse response = context.response();
        context.addHeadersEndHandler(written -> {
            if (response.ended() && response.getStatusCode() != NOT_MODIFIED) {
                response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
                response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(response.bytesWritten()));
            }
        });
    }

    /** Whether the request was a HEAD. */
    public static boolean is(RoutingContext context) {
        return context.get(MARK) != null;
    }
}
