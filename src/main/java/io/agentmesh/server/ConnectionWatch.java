package io.agentmesh.server;

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
            timer = vertx.setTimer(settings.requestTimeout().toMillis(), late -> closeUnless(request.isEnded()));
        }
        context.addEndHandler(answered -> {
            // An answer may go out before the body came, such as a 401; then its time goes on.
            if (!hasBody(request) || request.isEnded()) {
                awaitRequest();
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
        timer = vertx.setTimer(settings.idleTimeout().toMillis(), late -> closeUnless(false));
    }

    private void closeUnless(boolean isFine) {
        if (!isFine) {
            connection.close();
        }
    }

    /** Whether one follows the headers. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }
}
