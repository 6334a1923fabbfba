package io.agentmesh.server.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.agentmesh.server.error.ErrorAnswers;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every request before a route or handler, and answers those that reach neither.
 *
 * <p>A page in the user's browser can send requests to the server, too, and a task runs code. So requests marked as
 * cross-site by the browser are rejected, and so are bodies that are not declared as JSON, the only ones that a page
 * may send without permission.
 */
public final class RequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);
    /** RFC 9110, 5.6.7. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String UNREADABLE = "The request can't be understood.";
    /** Before all other handlers of the router. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final Admission admission;
    private final HostAllowlist hosts;
    private final Authenticator authenticator;

    public RequestFilter(Admission admission, HostAllowlist hosts, Authenticator authenticator) {
        this.admission = admission;
        this.hosts = hosts;
        this.authenticator = authenticator;
    }

    /** Adds the checks before all other handlers of the router, and a 404 after them. */
    void guard(VertxPlatformHttpRouter router, Connections connections) {
        router.route().order(FIRST).handler(context -> {
            if (!HeadRequests.restart(context)) {
                HeadRequests.putLength(context);
                connections.received(context);
                admit(context);
            }
        }).failureHandler(RequestFilter::fail);
        router.route().last().handler(context -> refuse(context, 404, "There is nothing at this address and method."));
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode();
        if (status == 413) {
            refuse(context, status, "The request is too large.");
        } else if (status >= 400 && status < 500) {
            refuse(context, status, UNREADABLE);
        } else if (context.failure() instanceof HttpClosedException) {
            LOG.debug("{} {}: the client went away", context.request().method(), context.request().path());
        } else if (isBrokenBody(context)) {
            refuse(context, 400, UNREADABLE);
        } else {
            LOG.error("{} {} failed: {}", context.request().method(), context.request().path(),
                    String.valueOf(context.failure()));
            refuse(context, 500, ErrorAnswers.FAULT);
        }
    }

    /** Such as a chunk without a size, which the HTTP decoder rejects before anybody gets the body. */
    private static boolean isBrokenBody(RoutingContext context) {
        Throwable failure = context.failure();
        return !context.request().isEnded()
                && (failure instanceof NumberFormatException || failure instanceof DecoderException);
    }

    /**
     * Answers 503 while the server starts and stops: a 404 from a server without its routes would be final for a
     * worker, which then drops a task's outcome.
     */
    private void admit(RoutingContext context) {
        if (admission.admit()) {
            context.addEndHandler(answered -> admission.leave());
            check(context);
        } else {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(context, 503, "The server is starting or stopping; ask again in a moment.");
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        putSafeHeaders(context.response());
        if (!isReadable(context)) {
            refuse(context, 400, UNREADABLE);
        } else if (!hosts.allows(request.authority())) {
            refuse(context, 403, "This server answers to localhost alone; it has no tokens, so other names are refused.");
        } else if (isForeign(request.getHeader(HttpHeaders.ORIGIN), request.authority().toString())) {
            refuse(context, 403, "Requests from pages of another site are refused.");
        } else if (authenticator.authenticate(context)) {
            if (isUndeclared(request)) {
                refuse(context, 415, "The body must be JSON: send Content-Type: application/json.");
            } else {
                context.next();
            }
        }
    }

    /** Forbids type sniffing, and framing, embedding and loading by or from other sites. */
    private static void putSafeHeaders(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.DATE, DATE.format(Instant.now()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Referrer-Policy", "no-referrer");
    }

    /**
     * Whether there is one host and a path, and both decode with the query: the router decodes them again without a
     * check.
     */
    private static boolean isReadable(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            context.queryParams();
            context.normalizedPath();
            return request.path() != null && request.path().startsWith("/") && request.authority() != null
                    && request.headers().getAll(HttpHeaders.HOST).size() == 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isForeign(String origin, String host) {
        return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }

    /** A body without a type is read as JSON. */
    private static boolean isUndeclared(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return ConnectionWatch.hasBody(request) && !types.isEmpty() && (types.size() > 1 || !isJson(types.get(0)));
    }

    private static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** Answers {@code {"detail"}}, unless an answer has begun. */
    public static void refuse(RoutingContext context, int status, String detail) {
        if (!context.response().headWritten()) {
            context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(ErrorAnswers.body(detail));
        }
    }
}
