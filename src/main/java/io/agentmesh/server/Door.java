package io.agentmesh.server;

import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request meets before a route sees it, and how requests are answered that reach no route.
 *
 * <p>A page in the browser of whoever runs the server can send requests to it, too, and a task is code that runs. So a
 * request that a browser marks as another site's is refused, and so is a body that is not declared as JSON, which is
 * all that a page may send unasked.
 */
final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String UNREADABLE = "The request can't be understood.";
    private static final int FIRST = -1;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    private Door() {
    }

    /** Puts the checks before everything that the router has, and an answer behind it. */
    static void guard(VertxPlatformHttpRouter router) {
        router.route().order(FIRST).handler(Door::check).failureHandler(Door::fail);
        router.route().last().handler(context -> refuse(context, 404, "There is nothing at this address and method."));
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode();
        if (status == 413) {
            refuse(context, status, "The request is too large.");
        } else if (status >= 400 && status < 500) {
            refuse(context, status, UNREADABLE);
        } else {
            LOG.error("{} {} failed: {}", context.request().method(), context.request().path(),
                    String.valueOf(context.failure()));
            refuse(context, 500, ErrorAnswers.FAULT);
        }
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        context.response().putHeader("X-Content-Type-Options", "nosniff");
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (!isReadable(context)) {
            refuse(context, 400, UNREADABLE);
        } else if (isForeign(request.getHeader(HttpHeaders.ORIGIN), String.valueOf(request.authority()))) {
            refuse(context, 403, "Requests from pages of another site are refused.");
        } else if (contentType != null && WITH_BODY.contains(request.method().name()) && !isJson(contentType)) {
            refuse(context, 415, "The body must be JSON: send Content-Type: application/json.");
        } else {
            context.next();
        }
    }

    /** Whether the address is one, and its query can be decoded: the router decodes it again without a guard. */
    private static boolean isReadable(RoutingContext context) {
        try {
            context.queryParams();
            return context.request().path() != null && context.request().path().startsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isForeign(String origin, String host) {
        return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }

    private static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** Answers {@code {"detail"}}, unless an answer has begun. */
    static void refuse(RoutingContext context, int status, String detail) {
        if (!context.response().headWritten()) {
            context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(ErrorAnswers.body(detail));
        }
    }
}
