package io.agentmesh.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.server.config.HttpSettings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections. Beyond the maximum, new ones are closed, as the server would otherwise run out of file
 * descriptors. A {@link ConnectionWatch} watches each.
 */
final class Connections implements Handler<HttpConnection> {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Map<HttpConnection, ConnectionWatch> watches = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final HttpSettings settings;

    Connections(Vertx vertx, HttpSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    @Override
    public void handle(HttpConnection connection) {
        if (watches.size() >= settings.maxConnections()) {
            LOG.warn("a connection of {} is closed: {} are open, see server.max-connections",
                    connection.remoteAddress(), settings.maxConnections());
            connection.close();
            return;
        }
        ConnectionWatch watch = new ConnectionWatch(vertx, connection, settings);
        watches.put(connection, watch);
        connection.closeHandler(closed -> {
            watches.remove(connection);
            watch.end();
        });
    }

    /** Reports that the headers of a request have arrived. */
    void received(RoutingContext context) {
        ConnectionWatch watch = watches.get(context.request().connection());
        if (watch != null) {
            watch.received(context);
        }
    }
}
