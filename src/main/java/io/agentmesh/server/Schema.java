package io.agentmesh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

/**
 * Brings a database to the tables of this program: the scripts below, in their order, each once and in a transaction
 * of its own. The table {@code schema_version} says how many have run.
 */
final class Schema {

    /** A script that was published is never edited; what changes later is a script of its own. */
    private static final List<String> SCRIPTS = List.of("001-workers-codebases-tasks.sql",
            "010-sessions-messages.sql");

    private final DataSource database;

    Schema(DataSource database) {
        this.database = database;
    }

    /** @throws IllegalStateException if the database was made by a newer program, or a script fails */
    void update() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists schema_version (version integer primary key)");
            connection.setAutoCommit(false);
            for (int version = version(statement); version < SCRIPTS.size(); version = version(statement)) {
                run(statement, SCRIPTS.get(version));
                statement.execute("insert into schema_version (version) values (" + (version + 1) + ")");
                connection.commit();
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            rows.next();
            int version = rows.getInt(1);
            if (version > SCRIPTS.size()) {
                throw new IllegalStateException("its tables are of version " + version + ", this program knows "
                        + SCRIPTS.size() + "; start a newer agentmesh");
            }
            return version;
        }
    }

    private static void run(Statement statement, String script) throws SQLException {
        for (String command : read(script).replaceAll("--[^\n]*", "").split(";")) {
            if (!command.isBlank()) {
                statement.execute(command);
            }
        }
    }

    private static String read(String script) {
        try (InputStream in = Schema.class.getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
