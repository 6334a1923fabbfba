package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.RealPgBouncer;
import io.agentmesh.support.RealPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseTest {

    @Test
    void serversThatStartAtOnceMakeTheTablesOnce() throws Exception {
        Callable<Integer> start = () -> {
            try (HikariDataSource pool = database("at_once").open()) {
                return number(pool, "select count(*) from schema_version");
            }
        };
        RealPostgres.execute("create schema at_once");
        ExecutorService servers = Executors.newFixedThreadPool(6);
        try {
            for (Future<Integer> versions : servers.invokeAll(Collections.nCopies(6, start))) {
                assertThat(versions.get()).isPositive().isEqualTo(Schema.SCRIPTS.size());
            }
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    void wrongPasswordIsOneLineWithoutThePassword() {
        RealPostgres.execute("create role nobody");
        Database database = new PostgresDatabase("postgres://nobody:secret@127.0.0.1:" + RealPostgres.port() + "/postgres");

        assertThatThrownBy(database::open).isInstanceOf(UnreachableException.class)
                .hasMessageContaining("nobody").hasMessageNotContaining("secret").hasMessageNotContaining("\n");
    }

    @Test
    void databaseThatDoesNotAnswerIsOneLineWithItsAddress() throws IOException {
        int free = FreePort.next();
        Database database = new PostgresDatabase("postgres://u:secret@127.0.0.1:" + free + "/mesh");

        assertThatThrownBy(database::open).isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + free + "/mesh").hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aPoolerThatLendsConnectionsForATransactionIsRefused(@TempDir Path folder) throws Exception {
        try (RealPgBouncer pooler = new RealPgBouncer(folder, "transaction")) {
            assertThatThrownBy(new PostgresDatabase(pooler.jdbcUrl())::open).isInstanceOf(SettingsException.class)
                    .hasMessageContaining("pool_mode=session").hasMessageNotContaining("\n");
        }
    }

    @Test
    void aPoolerThatLendsConnectionsForASessionIsUsed(@TempDir Path folder) throws Exception {
        RealPostgres.execute("create schema pooled");
        RealPostgres.execute("alter role postgres set search_path = pooled");
        try (RealPgBouncer pooler = new RealPgBouncer(folder, "session");
                HikariDataSource pool = new PostgresDatabase(pooler.jdbcUrl()).open()) {
            for (int i = 0; i < 20; i++) {
                assertThat(number(pool, "select count(*) from schema_version")).isEqualTo(Schema.SCRIPTS.size());
            }
        } finally {
            RealPostgres.execute("alter role postgres reset search_path");
        }
    }

    private static Database database(String schema) {
        return new PostgresDatabase(RealPostgres.jdbcUrl() + "&currentSchema=" + schema);
    }

    private static int number(HikariDataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
