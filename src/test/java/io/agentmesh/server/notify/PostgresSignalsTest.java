package io.agentmesh.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.store.Database;
import io.agentmesh.server.store.PostgresDatabase;
import io.agentmesh.support.RealPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals are received for as long as the server runs, whatever arrives and whatever happens. */
@Timeout(300)
class PostgresSignalsTest {

    private final Database database = new PostgresDatabase(RealPostgres.jdbcUrl() + "&currentSchema=signals");
    private final List<Signal> received = new CopyOnWriteArrayList<>();
    private HikariDataSource pool;
    private Signals signals;

    @BeforeEach
    void open() {
        RealPostgres.execute("create schema if not exists signals");
        pool = database.open();
        signals = database.signals(pool);
        signals.subscribe(received::add);
        awaitSignal(new Signal(Signal.Kind.UNKNOWN, ""));
        received.clear();
    }

    @AfterEach
    void close() {
        signals.close();
        pool.close();
    }

    @Test
    void whatANewerServerSendsMayMeanAnything() {
        notifyAll("0c1e8d2f-0000-0000-0000-000000000000 PAUSED everything");
        awaitSignal(new Signal(Signal.Kind.UNKNOWN, ""));

        notifyAll("0c1e8d2f-0000-0000-0000-000000000000 PENDING c1");
        awaitSignal(new Signal(Signal.Kind.PENDING, "c1"));
    }

    @Test
    void whatIsNoSignalAtAllEndsNothing() {
        notifyAll("");
        notifyAll("vacuum");

        notifyAll("0c1e8d2f-0000-0000-0000-000000000000 CANCEL w1");
        awaitSignal(new Signal(Signal.Kind.CANCEL, "w1"));
    }

    @Test
    void aListenerThatFailsEndsNothing() {
        signals.subscribe(signal -> {
            if (signal.id().equals("bad")) {
                throw new IllegalStateException("of a listener");
            }
        });
        notifyAll("0c1e8d2f-0000-0000-0000-000000000000 PENDING bad");
        awaitSignal(new Signal(Signal.Kind.PENDING, "bad"));
        awaitSignal(new Signal(Signal.Kind.UNKNOWN, ""));

        notifyAll("0c1e8d2f-0000-0000-0000-000000000000 PENDING good");
        awaitSignal(new Signal(Signal.Kind.PENDING, "good"));
    }

    private static void notifyAll(String payload) {
        RealPostgres.execute("select pg_notify('agentmesh', '" + payload + "')");
    }

    private void awaitSignal(Signal signal) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(received).contains(signal));
    }
}
