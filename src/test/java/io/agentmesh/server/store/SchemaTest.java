package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SchemaTest {

    private final SQLiteDataSource database = new SQLiteDataSource();

    @BeforeEach
    void makeFile(@TempDir Path folder) {
        database.setUrl("jdbc:sqlite:" + folder.resolve("x.db"));
    }

    @Test
    void scriptsRunOnce() throws SQLException {
        new Schema(database, "select 1").update();
        new Schema(database, "select 1").update();

        assertThat(number("select count(*) from schema_version")).isEqualTo(Schema.SCRIPTS.size());
        assertThat(number("select count(*) from sqlite_master where name in "
                + "('workers', 'codebases', 'tasks', 'task_output')")).isEqualTo(4);
    }

    @Test
    void databaseOfANewerProgramIsLeftAlone() throws SQLException {
        new Schema(database, "select 1").update();
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("insert into schema_version (version) values (99)");
        }

        assertThatThrownBy(() -> new Schema(database, "select 1").update()).isInstanceOf(SchemaException.class)
                .hasMessageContaining("99").hasMessageContaining("newer");
    }

    @Test
    void scriptThatFailsLeavesNothingBehind() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("create table tasks (other text)");
        }

        assertThatThrownBy(() -> new Schema(database, "select 1").update()).isInstanceOf(SchemaException.class);

        assertThat(number("select count(*) from sqlite_master where name in ('schema_version', 'workers')")).isZero();
    }

    private int number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            return rows.getInt(1);
        }
    }
}
