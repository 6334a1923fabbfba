package io.agentmesh.server.http;

import io.agentmesh.server.config.HttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes a connection whose client is too slow. The idle timeout of the HTTP server restarts with each byte, so a
 * client that sends one now and then could hold a connection for ever; these timeouts don't.
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

    /**
     * Starts the timeout of a request's body once its headers have arrived, and that of the next request afterwards.
     */
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
     * Closes a connection after an answer that came before the whole body, such as a 413. Closing at once could lose
     * the answer for a client that is still sending (RFC 9112, section 9.6), so it gets a moment to read it.
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

    /** Ends the timeouts. */
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

    /** Whether a body follows the headers. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }
}
