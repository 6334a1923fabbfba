package io.agentmesh.server.redis;

import io.agentmesh.redis.Events;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.settings.http.Authorities;
import io.agentmesh.settings.value.RedisUrl;
import org.apache.camel.CamelContext;

/** The server's Redis objects. Without a configured Redis, its client isn't even loaded. */
public final class ServerRedis implements AutoCloseable {

    /** The group of the routes that need Redis, which don't start automatically. */
    private static final String ROUTES = "redis";

    private final RedisConnection connection;
    private final RedisState state;
    private final RedisFeed feed = new RedisFeed();

    /** @param url or null */
    public ServerRedis(RedisUrl url) {
        connection = url == null ? null : new RedisConnection(url, url.isTls()
                ? Authorities.read(System.getenv()).orElse(null) : null);
        state = new RedisState(url == null ? null : url.toString());
    }

    public RedisState state() {
        return state;
    }

    public RedisFeed feed() {
        return feed;
    }

    /** Null where no Redis is configured. */
    public TaskStreams streams() {
        return connection == null ? null : new TaskStreams(connection);
    }

    /** Null where no Redis is configured. */
    public Events events() {
        return connection == null ? null : new Events(connection);
    }

    /** Starts the routes that need Redis; from now on changes are passed to them. */
    public void open(CamelContext context) throws Exception {
        if (connection != null) {
            context.getRouteController().startRouteGroup(ROUTES);
            feed.open(context);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
