package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.config.ServerSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's poll reads what is its own, however many tasks others have: said by the plan, as times depend on the machine. */
@Tag("store")
class PollCostTest {

    private static final Path QUERY = Path.of("src/main/resources/sql/select-worker-tasks.sql");
    private static final int OTHERS = 20_000;

    @Test
    void pollReadsTheIndexOfItsCodebasesAndNeverTheTable(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            fill(server);
            boolean isPostgres = server.database() instanceof TestDatabase.PostgresSchema;

            List<String> plan = explain(server, isPostgres);

            assertThat(plan).anyMatch(line -> line.contains("tasks_by_codebase"));
            // What the worker runs, r, may be found by the few tasks that run.
            assertThat(plan).noneMatch(line -> line.contains("tasks_by_status") && !line.contains(" on tasks r")
                    || line.contains("Seq Scan on tasks") || line.contains("SCAN t"));
            assertThat(server.get("/v1/opencode/tasks?status=pending&worker_id=mine").json()).hasSize(1);
        }
    }

    private static void fill(TestServer server) throws SQLException {
        server.createTask(server.registerCodebase("mine", "/mine"));
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, created_at)
                    with recursive n (i) as (select 1 union all select i + 1 from n where i < %d)
                    select 'other-' || i, 'codebase-' || (i %% 50), 't', 'p', 'build', 'pending', i %% 3, '{}',
                    '2026-01-01T00:00:00.000000Z' from n""".formatted(OTHERS));
            // PostgreSQL does so by itself, after a while; SQLite never does.
            if (server.database() instanceof TestDatabase.PostgresSchema) {
                statement.execute("analyze");
            }
        }
    }

    private static List<String> explain(TestServer server, boolean isPostgres) throws Exception {
        String query = Files.readString(QUERY).replace(":#in:statuses", "'pending'").replace(":#worker_id", "'mine'")
                .replace(":#codebase_id", "''").replace(":#in:busy", "''").replace(":#fields", "'short'")
                .replace(":#limit", "100").replace(":#${properties:server.task-page}", "'1000000'");
        List<String> plan = new ArrayList<>();
        try (HikariDataSource pool = ServerSettings.load(null, null, server.database().properties()).database().open();
                Connection connection = pool.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery((isPostgres ? "explain " : "explain query plan ") + query)) {
            while (rows.next()) {
                plan.add(rows.getString(isPostgres ? 1 : 4));
            }
        }
        return plan;
    }
}
