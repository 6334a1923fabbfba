package io.agentmesh.server.redis;

import io.agentmesh.redis.Events;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.settings.http.Authorities;
import io.agentmesh.settings.value.RedisUrl;
import org.apache.camel.CamelContext;

/** All that the server has of Redis; where none is configured, nothing of its client is even loaded. */
public final class ServerRedis implements AutoCloseable {

    /** The group that these routes name, which are not started by themselves. */
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

    /** Starts the routes that need Redis; from now on what happens is handed to them. */
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
