package io.agentmesh.server.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Signals between all servers on one PostgreSQL, by LISTEN and NOTIFY: one thread with its own connection listens.
 * Within this server they are passed on directly, so that they arrive at once and independent of the database.
 */
public final class PostgresSignals implements Signals {

    private static final int POLL_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PING_TIMEOUT_MILLIS = 10_000;

    private final SignalsLog log = new SignalsLog();
    private final LocalSignals local = new LocalSignals();
    private final String origin = UUID.randomUUID() + " ";
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DataSource pool;
    private final DataSource source;
    private final Thread listener = new Thread(this::listen, "signals");

    /** @param source connections outside of the pool, of which one is open as long as the server runs */
    public PostgresSignals(DataSource pool, DataSource source) {
        this.pool = pool;
        this.source = source;
        listener.setDaemon(true);
        listener.start();
    }

    @Override
    public void subscribe(Consumer<Signal> subscriber) {
        local.subscribe(subscriber);
    }

    @Override
    public void send(Signal signal) {
        local.send(signal);
        try (Connection connection = pool.getConnection();
                PreparedStatement notify = connection.prepareStatement("select pg_notify('agentmesh', ?)")) {
            notify.setString(1, origin + signal.text());
            notify.execute();
            log.sent();
        } catch (SQLException | RuntimeException e) {
            log.notSent(e);
        }
    }

    /** Ends only with {@link #close}, as all waiting clients depend on it. */
    private void listen() {
        while (closed.getCount() > 0) {
            try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("listen agentmesh");
                local.send(new Signal(Signal.Kind.UNKNOWN, ""));
                log.received();
                receive(connection, statement);
            } catch (Throwable e) {
                // Not even an Error may end this loop: no client would learn of new tasks.
                log.lost(e);
                pause();
            }
        }
    }

    /** The ping detects a connection that is gone silently: nothing else is ever sent on it. */
    private void receive(Connection connection, Statement statement) throws SQLException {
        PGConnection notifications = connection.unwrap(PGConnection.class);
        connection.setNetworkTimeout(Runnable::run, PING_TIMEOUT_MILLIS);
        long pinged = System.nanoTime();
        while (closed.getCount() > 0) {
            PGNotification[] received = notifications.getNotifications(POLL_MILLIS);
            for (PGNotification each : received == null ? new PGNotification[0] : received) {
                if (!each.getParameter().startsWith(origin)) {
                    local.send(Signal.of(each.getParameter().substring(each.getParameter().indexOf(' ') + 1)));
                }
            }
            if (System.nanoTime() - pinged > PING_NANOS) {
                statement.execute("select 1");
                pinged = System.nanoTime();
            }
        }
    }

    private void pause() {
        try {
            closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        local.close();
    }
}
