package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.agentmesh.support.RealPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first version keeps what it has when a newer program opens it. */
class MigrationTest {

    private static final String OLD_DATA = """
            insert into codebases values ('c1', 'n', '/p', 'd', '{}', 'active', 'w1', '2026-01-01', null);
            insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, worker_id, attempt,
                created_at, started_at) values ('t1', 'c1', 't', 'p', 'build', 'running', 0, '{}', 'w1', 1, 'a', 'b');
            insert into task_output values ('t1', 1, 1, 0, 'w1', 'x', 'äöü');
            insert into task_output values ('t1', 2, 1, 1, 'w1', 'x', '1234');
            """;

    @Test
    void sqliteKeepsItsData(@TempDir Path folder) throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("old.db");
        makeOld(url);

        new SqliteFile(folder.resolve("old.db")).open().close();

        verify(url);
    }

    @Test
    void postgresKeepsItsData() throws Exception {
        RealPostgres.execute("create schema migration");
        String url = RealPostgres.jdbcUrl() + "&currentSchema=migration";
        makeOld(url);

        new PostgresDatabase(url).open().close();

        verify(url);
    }

    private static void makeOld(String url) throws Exception {
        try (InputStream script = Schema.class.getResourceAsStream(Schema.SCRIPTS.get(0));
                Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            String old = new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\n]*", "")
                    + ";create table schema_version (version integer primary key); insert into schema_version values (1);"
                    + OLD_DATA;
            for (String command : old.split(";")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    private static void verify(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            assertThat(text(statement, "select max(version) from schema_version"))
                    .isEqualTo(String.valueOf(Schema.SCRIPTS.size()));
            assertThat(text(statement, "select worker_id from codebases where id = 'c1' and path = '/p'")).isEqualTo("w1");
            assertThat(text(statement, "select seen_at from tasks where id = 't1' and status = 'running'")).isEqualTo("b");
            assertThat(text(statement, "select output_pieces from tasks")).isEqualTo("2");
            assertThat(text(statement, "select output_bytes from tasks")).isEqualTo("10");
            assertThat(text(statement, "select from_byte from task_output where position = 2")).isEqualTo("6");
            assertThat(text(statement, "select to_byte from task_output where position = 2")).isEqualTo("10");
            assertThat(text(statement, "select output from task_output where position = 1")).isEqualTo("äöü");
            assertThat(text(statement, "select count(*) from tasks where changes is null and usage_cost is null")).isEqualTo("1");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
