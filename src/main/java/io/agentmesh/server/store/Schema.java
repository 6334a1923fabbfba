package io.agentmesh.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.agentmesh.settings.source.ProgramFile;

/**
 * Migrates a database: runs the scripts below in order, each once and in its own transaction. The table
 * {@code schema_version} has the number of scripts that have run.
 */
final class Schema {

    /** A published script is never edited; a later change is a new script. */
    static final List<String> SCRIPTS = List.of("001-workers-codebases-tasks.sql",
            "002-shared-codebases.sql", "003-leases.sql", "004-output-cap.sql",
            "005-retention.sql", "006-sessions-messages.sql", "007-queue.sql",
            "008-output-proof.sql", "009-idempotency-keys.sql", "010-server-check.sql",
            "011-worker-instances.sql", "012-result-data.sql");

    private final DataSource database;
    private final String lock;

    /** @param lock a query that returns once no other server migrates, and locks until the end of the transaction */
    Schema(DataSource database, String lock) {
        this.database = database;
        this.lock = lock;
    }

    /** @throws SchemaException if a newer program has migrated the database, or a script fails, or it doesn't answer */
    void update() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (advance(statement)) {
                connection.commit();
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new SchemaException(e.getMessage(), e);
        }
    }

    /** Runs the next script. @return whether there was one */
    private boolean advance(Statement statement) throws SQLException {
        statement.execute(lock);
        statement.execute("create table if not exists schema_version (version integer primary key)");
        int version = version(statement);
        if (version == SCRIPTS.size()) {
            return false;
        }
        run(statement, SCRIPTS.get(version));
        statement.execute("insert into schema_version (version) values (" + (version + 1) + ")");
        return true;
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            rows.next();
            int version = rows.getInt(1);
            if (version > SCRIPTS.size()) {
                throw new SchemaException("its tables are of version " + version + ", this program knows "
                        + SCRIPTS.size() + "; start a newer agentmesh", null);
            }
            return version;
        }
    }

    private static void run(Statement statement, String script) throws SQLException {
        for (String command : ProgramFile.text(Schema.class, script).replaceAll("--[^\n]*", "").split(";")) {
            if (!command.isBlank()) {
                statement.execute(command);
            }
        }
    }
}
