package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More text in pending tasks than the server has memory for: no list takes more of it than a page. */
@Tag("store")
class LargeTasksTest {

    private static final int TASKS = 150;
    private static final int PROMPT = 700_000;

    @Test
    void aListReadsWhatFitsIntoAPageAndNoMore(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            String codebase = server.registerCodebase("w1", "/p");
            fill(server, codebase);

            for (String path : new String[] {"/v1/opencode/tasks?", "/v1/opencode/tasks?status=pending&worker_id=w1&",
                    "/v1/opencode/codebases/" + codebase + "/tasks?"}) {
                assertThat(server.get(path).json()).as(path).singleElement()
                        .satisfies(task -> assertThat(task.path("prompt").asText()).hasSize(PROMPT));
                JsonNode inShort = server.get(path + "fields=short").json();
                assertThat(inShort).as(path).hasSize(TASKS)
                        .allSatisfy(task -> assertThat(task.path("prompt_bytes").asInt()).isEqualTo(PROMPT));
            }
        }
    }

    @Test
    void aCodebaseIsDeletedWithoutReadingWhatItsTasksSay(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            String codebase = server.registerCodebase("w1", "/p");
            fill(server, codebase);

            assertThat(server.delete("/v1/opencode/codebases/" + codebase).status()).isEqualTo(200);

            assertThat(server.get("/v1/opencode/tasks?status=cancelled&fields=short").json()).hasSize(TASKS);
        }
    }

    private static void fill(TestServer server, String codebase) throws SQLException {
        try (Connection connection = server.database().connect(); PreparedStatement insert = connection.prepareStatement("""
                insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, created_at)
                values (?, ?, 't', ?, 'build', 'pending', 0, '{}', '2026-01-01T00:00:00.000000Z')""")) {
            connection.setAutoCommit(false);
            String prompt = "p".repeat(PROMPT);
            for (int i = 0; i < TASKS; i++) {
                insert.setString(1, "large-" + i);
                insert.setString(2, codebase);
                insert.setString(3, prompt);
                insert.executeUpdate();
            }
            connection.commit();
        }
    }
}
