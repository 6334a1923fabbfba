package io.agentmesh.server;

import java.net.URI;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.http.Admission;
import io.agentmesh.server.longpoll.LongPolls;
import io.agentmesh.server.redis.ServerRedis;
import org.apache.camel.main.Main;

/** A server that answers, until it is closed. */
public final class RunningServer implements AutoCloseable {

    /** Of a client that sends or reads slower than that nothing is waited for. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

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
        admission.shut();
        longPolls.close();
        // A route that has stopped answers 500.
        admission.awaitLeft(LAST_ANSWERS);
        main.stop();
        redis.close();
        database.close();
    }
}
