package io.agentmesh.server;

import java.net.URI;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.main.Main;

/** A server that answers, until it is closed. */
public final class RunningServer implements AutoCloseable {

    private final Main main;
    private final HikariDataSource database;
    private final RedisSide redis;
    private final HttpListener listener;
    private final Waiting waiting;
    private final URI url;

    RunningServer(Main main, HikariDataSource database, RedisSide redis, HttpListener listener, Waiting waiting,
            URI url) {
        this.main = main;
        this.database = database;
        this.redis = redis;
        this.listener = listener;
        this.waiting = waiting;
        this.url = url;
    }

    /** The port that it listens on, also where the settings left it open. */
    public int port() {
        return url.getPort();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8000}. */
    public URI url() {
        return url;
    }

    /** Answers what is under way, then ends. */
    @Override
    public void close() {
        listener.shut();
        waiting.close();
        main.stop();
        redis.close();
        database.close();
    }
}
