package io.agentmesh.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.config.ServerSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What people watch reads indexes, however many tasks there are: said by the plan, as times depend on the machine. */
@Tag("store")
class ListCostTest {

    private static final int TASKS = 20_000;

    @Test
    void reasonsAndSumsReadNoTableOfTasks(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            fill(server);

            assertThat(plan(server, "select-waiting")).anyMatch(line -> line.contains("tasks_by_codebase"))
                    .noneMatch(ListCostTest::readsAll);
            assertThat(plan(server, "sum-usage")).anyMatch(line -> line.contains("tasks_by_end"))
                    .noneMatch(ListCostTest::readsAll);
        }
    }

    @Test
    void placeInALongQueueIsCounted(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            fill(server);

            assertThat(server.task("task-8000").at("/waiting_for/position").asInt()).isEqualTo(1);
            assertThat(server.task("task-9999").at("/waiting_for/position").asInt()).isEqualTo(40);
        }
    }

    private static boolean readsAll(String line) {
        return line.contains("Seq Scan on tasks") || line.contains("SCAN t");
    }

    private static void fill(TestServer server) throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, created_at, completed_at)
                    with recursive n (i) as (select 8000 union all select i + 1 from n where i < 7999 + %d)
                    select 'task-' || i, 'codebase-' || (i %% 50), 't', 'p', 'build',
                    case when i < 10000 then 'pending' else 'completed' end, 0, '{}', '2026-01-01T00:00:00.000000Z',
                    case when i < 10000 then null else '2026-01-' || (10 + i %% 20) || 'T00:00:00.000000Z' end from n"""
                    .formatted(TASKS));
            statement.execute(server.database() instanceof TestDatabase.PostgresSchema ? "vacuum analyze tasks" : "select 1");
        }
    }

    private static List<String> plan(TestServer server, String statementName) throws Exception {
        String query = Files.readString(Path.of("src/main/resources/sql/" + statementName + ".sql"))
                .replace(":#in:ids", "'task-8000', 'task-9999'").replace(":#active_since", "'2026-01-01'")
                .replace(":#counts", "'1'").replace(":#since", "'2026-01-28'").replace(":#codebase_id", "''");
        boolean isPostgres = server.database() instanceof TestDatabase.PostgresSchema;
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
