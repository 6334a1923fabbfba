package io.agentmesh.server.http;

import io.agentmesh.server.config.HttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes a connection whose client takes too long. The idle timeout of the HTTP server itself starts again with each
 * byte, so that a client which sends one now and then could hold a connection for ever; these times don't.
 */
final class ConnectionWatch {

    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final HttpConnection connection;
    private final HttpSettings settings;
    private Long timer;

    ConnectionWatch(Vertx vertx, HttpConnection connection, HttpSettings settings) {
        this.vertx = vertx;
        this.connection = connection;
        this.settings = settings;
        awaitRequest();
    }

    /** A request's headers are here: now its body has to come, and after the answer the next request. */
    synchronized void received(RoutingContext context) {
        end();
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            timer = vertx.setTimer(settings.requestTimeout().toMillis(), late -> {
                if (!request.isEnded()) {
                    connection.close();
                }
            });
        }
        context.addEndHandler(answered -> {
            if (!hasBody(request) || request.isEnded()) {
                awaitRequest();
            } else {
                refuseRest(request);
            }
        });
    }

    /**
     * An answer went out before the body came, such as a 413: nobody wants the rest. Closing at once could take the
     * answer from a client that is still sending (RFC 9112, section 9.6), so it has a moment to read it.
     */
    private synchronized void refuseRest(HttpServerRequest request) {
        end();
        timer = vertx.setTimer(LINGER_MILLIS, late -> {
            if (request.isEnded()) {
                awaitRequest();
            } else {
                connection.close();
            }
        });
    }

    /** Nothing is awaited any more. */
    synchronized void end() {
        if (timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private synchronized void awaitRequest() {
        end();
        timer = vertx.setTimer(settings.idleTimeout().toMillis(), late -> connection.close());
    }

    /** Whether one follows the headers. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }
}
