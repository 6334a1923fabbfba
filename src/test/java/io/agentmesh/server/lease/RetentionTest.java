package io.agentmesh.server.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.server.TestServer;
import io.agentmesh.server.response.Times;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class RetentionTest {

    @Test
    void oldFinishedTasksGoWithTheirOutputAndOthersStay(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder, "server.retention=2s", "server.retention-check=1s")) {
            String codebase = server.registerCodebase("w1", "/p");
            String waiting = server.createTask(codebase);
            String running = server.createTask(codebase);
            server.claim(running, "w1");
            List<String> finished = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String task = server.createTask(codebase);
                server.claim(task, "w1");
                server.post("/v1/opencode/tasks/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"x\"}");
                server.report(task, "completed", "w1", ", \"changes\": {\"diff\": \"d\"}");
                finished.add(task);
            }

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(finished)
                    .allMatch(task -> server.get("/v1/opencode/tasks/" + task).status() == 404));

            assertThat(server.task(waiting).path("status").asText()).isEqualTo("pending");
            assertThat(server.task(running).path("status").asText()).isEqualTo("running");
            try (Connection database = server.database().connect();
                    ResultSet rows = database.createStatement().executeQuery("select (select count(*) from task_output) "
                            + "+ (select count(*) from task_changes)")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void tasksAreKeptForTheTimeThatIsSetOrForEver() {
        Times times = new Times(Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC));

        assertThat(new Retention(times, Duration.ofDays(30)).deadline()).containsEntry("before", "2026-01-01T00:00:00.000000Z");
        assertThat(new Retention(times, Duration.ZERO).deadline()).containsEntry("before", "");
    }
}
