package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.LogLines;
import io.agentmesh.support.RealPostgres;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A PostgreSQL that fails over, ends connections or is away: the server answers 503, says why once, and is well again by itself. */
@Timeout(300)
class PostgresOutageTest {

    private static final String NAME = "outage";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void drop() {
        RealPostgres.execute("drop database if exists " + NAME + " with (force)");
    }

    @Test
    void connectionsThatAFailoverLeftReadOnlyAreReplaced(@TempDir Path folder) {
        RealPostgres.execute("create database " + NAME);
        try (TestServer server = server(folder); LogLines log = new LogLines()) {
            server.createTask("global");
            RealPostgres.execute("alter database " + NAME + " set default_transaction_read_only = on");
            endConnections();
            eventually(() -> assertThat(createTask(server).detail()).isEqualTo("The database is read-only."));
            fillPool(server);
            assertThat(createTask(server).status()).isEqualTo(503);
            assertThat(server.get("/health").status()).isEqualTo(503);
            assertThat(server.get("/health").detail()).isEqualTo("The database is read-only.");
            assertThat(server.get("/v1/opencode/tasks").status()).isEqualTo(200);

            // Connections that there are stay as they are.
            RealPostgres.execute("alter database " + NAME + " set default_transaction_read_only = off");

            eventually(() -> assertThat(server.get("/health").status()).isEqualTo(200));
            assertThat(IntStream.range(0, 20).mapToObj(i -> createTask(server).status())).containsOnly(200);
            eventually(() -> assertThat(log.containing("INFO the database ")).hasSize(1));
            assertThat(log.containing("The database is read-only.")).hasSize(1);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsLoggedOnce(@TempDir Path folder) {
        RealPostgres.execute("create database " + NAME);
        try (TestServer server = server(folder); LogLines log = new LogLines()) {
            server.createTask("global");
            RealPostgres.execute("alter database " + NAME + " allow_connections false");
            endConnections();
            for (int i = 0; i < 2; i++) {
                assertThat(createTask(server).detail()).isEqualTo("The database doesn't answer.");
            }
            assertThat(server.get("/health").status()).isEqualTo(503);

            RealPostgres.execute("alter database " + NAME + " allow_connections true");

            eventually(() -> assertThat(server.get("/health").status()).isEqualTo(200));
            eventually(() -> assertThat(log.containing("INFO the database ")).hasSize(1));
            assertThat(log.containing("The database doesn't answer.")).hasSize(1);
            assertThat(log.warningsBesideRedis()).noneMatch(line -> line.contains("springframework") || line.contains("\n"))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aStreamGoesOnAfterTheOutage(@TempDir Path folder) throws Exception {
        RealPostgres.execute("create database " + NAME);
        try (TestServer server = server(folder); Connection other = DriverManager.getConnection(RealPostgres.jdbcUrl(NAME));
                Statement others = other.createStatement()) {
            String task = server.createTask("global");
            server.claim(task, "w1");
            HttpResponse<Stream<String>> stream = HttpClient.newHttpClient().send(server.request("/v1/opencode/tasks/" + task
                    + "/output/stream").build(), BodyHandlers.ofLines());
            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> stream.body().toList());
            RealPostgres.execute("alter database " + NAME + " allow_connections false");
            RealPostgres.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME
                    + "' and query not ilike 'listen%' and pid <> " + ((PGConnection) other).getBackendPID());
            // Whoever waits is woken, and reads in vain for as long as a call that comes later.
            others.execute("notify agentmesh, 'other '");
            for (int i = 0; i < 2; i++) {
                assertThat(createTask(server).status()).isEqualTo(503);
            }
            assertThat(lines).isNotDone();

            RealPostgres.execute("alter database " + NAME + " allow_connections true");

            eventually(() -> assertThat(server.report(task, "completed", "w1", "").status()).isIn(200, 409));
            assertThat(lines.get(60, TimeUnit.SECONDS)).contains("event: done");
        }
    }

    @Test
    void idleConnectionsThatTheDatabaseEndsAreLoggedOnceAndNoCallFails(@TempDir Path folder) {
        RealPostgres.execute("create database " + NAME);
        RealPostgres.execute("alter database " + NAME + " set idle_session_timeout = '2s'");
        try (TestServer server = server(folder); LogLines log = new LogLines()) {
            fillPool(server);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> RealPostgres.number(
                    "select count(*) from pg_stat_activity where datname = '" + NAME + "' and query not ilike 'listen%'") == 0);

            assertThat(createTask(server).status()).isEqualTo(200);
            fillPool(server);

            assertThat(log.warningsBesideRedis()).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.contains("has ended idle connections"));
        }
    }

    @Test
    void aDatabaseThatIsNotUtf8IsRefusedAtTheStart(@TempDir Path folder) {
        RealPostgres.execute("create database " + NAME
                + " encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0");

        assertThatThrownBy(() -> server(folder).close()).isInstanceOf(SettingsException.class)
                .hasMessageContaining("SQL_ASCII").hasMessageContaining("UTF8").hasMessageNotContaining("\n");
    }

    private static TestServer server(Path folder) {
        return new TestServer(folder, "server.database-url=" + RealPostgres.jdbcUrl(NAME), "server.database-check=1s");
    }

    private static TestServer.Answer createTask(TestServer server) {
        return server.post("/v1/opencode/codebases/global/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}");
    }

    private static void endConnections() {
        RealPostgres.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME + "'");
    }

    private static void fillPool(TestServer server) {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> server.get("/v1/opencode/tasks").status())).toList();
        calls.forEach(call -> assertThat(call.join()).isEqualTo(200));
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(PATIENCE).untilAsserted(check);
    }
}
