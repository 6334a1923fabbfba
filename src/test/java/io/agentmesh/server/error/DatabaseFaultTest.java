package io.agentmesh.server.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.store.SqliteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {

    private static final String INSERT = "insert into task_output (task_id, position, attempt, worker_id, timestamp, output)"
            + " values ('t', ?, 1, 'w', '', ?)";

    @ParameterizedTest
    @CsvSource({"53100, FULL", "25006, READ_ONLY", "58030, BROKEN_DISK", "57P01, AWAY", "57P03, AWAY", "57P05, AWAY",
            "08006, AWAY", "53300, AWAY"})
    void postgresqlSaysItByItsState(String state, DatabaseFault fault) {
        SQLException failure = new SQLException("ERROR: no", state);

        assertThat(DatabaseFault.of(new IllegalStateException(new RuntimeException(failure)))).contains(fault);
    }

    @Test
    void aStatementThatIsWrongIsNoOutage() {
        assertThat(DatabaseFault.of(new SQLException("ERROR: duplicate key", "23505"))).isEmpty();
        assertThat(DatabaseFault.of(new IllegalStateException("disk is full"))).isEmpty();
    }

    @Test
    void aPoolThatGetsNoConnectionIsAwayWhateverTheDatabaseSaid() {
        assertThat(DatabaseFault.of(new SQLTransientConnectionException("timed out", "55000",
                new SQLException("FATAL: not now", "55000")))).contains(DatabaseFault.AWAY);
    }

    @Test
    void theReasonIsOneLineOfTheDatabasesOwnWords() {
        SQLException own = new SQLException("ERROR: relation \"t\" does not exist\n  Position: 15", "42P01");

        assertThat(DatabaseFault.reason(new RuntimeException("bad SQL grammar [insert into t values ('secret')]", own)))
                .isEqualTo("ERROR: relation \"t\" does not exist Position: 15");
        assertThat(DatabaseFault.reason(new IllegalStateException("other"))).contains("other");
    }

    /** A file that may not grow fails as one on a full disk does. */
    @Test
    void sqliteSaysThatItsDiskIsFullAlsoInABatch(@TempDir Path folder) throws SQLException {
        try (HikariDataSource pool = new SqliteFile(folder.resolve("server.db")).open();
                Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = off");
            statement.execute("pragma max_page_count = 1");

            assertThat(fault(connection, false)).contains(DatabaseFault.FULL);
            assertThat(fault(connection, true)).contains(DatabaseFault.FULL);
        }
    }

    @Test
    void sqliteSaysThatItMayOnlyRead(@TempDir Path folder) throws SQLException {
        try (HikariDataSource pool = new SqliteFile(folder.resolve("server.db")).open();
                Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");

            assertThat(fault(connection, false)).contains(DatabaseFault.READ_ONLY);
        }
    }

    private static Optional<DatabaseFault> fault(Connection connection, boolean isBatch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setString(2, "x".repeat(1_000_000));
            if (isBatch) {
                insert.addBatch();
            }
            return DatabaseFault.of(catchThrowable(() -> {
                if (isBatch) {
                    insert.executeBatch();
                } else {
                    insert.execute();
                }
            }));
        }
    }
}
