package io.agentmesh.server;

import java.net.URI;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.http.Admission;
import io.agentmesh.server.longpoll.LongPolls;
import io.agentmesh.server.redis.ServerRedis;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** A server that answers requests until it is closed. */
public final class RunningServer implements AutoCloseable {

    /** How long a stop waits for slow clients to send or read. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Main main;
    private final HikariDataSource database;
    private final ServerRedis redis;
    private final Admission admission;
    private final LongPolls longPolls;
    private final URI url;

    RunningServer(Main main, HikariDataSource database, ServerRedis redis, Admission admission, LongPolls longPolls,
            URI url) {
        this.main = main;
        this.database = database;
        this.redis = redis;
        this.admission = admission;
        this.longPolls = longPolls;
        this.url = url;
    }

    /** The port that it listens on, also where the settings allow any. */
    public int port() {
        return url.getPort();
    }

    /** The address that it listens on, such as {@code http://127.0.0.1:8000}. */
    public URI url() {
        return url;
    }

    /** Its routes. */
    CamelContext camel() {
        return main.getCamelContext();
    }

    /** Answers requests in progress, then stops. */
    @Override
    public void close() {
        admission.close();
        longPolls.close();
        // Stops the routes last: a stopped route answers 500.
        admission.awaitIdle(STOP_TIMEOUT);
        main.stop();
        redis.close();
        database.close();
    }
}
