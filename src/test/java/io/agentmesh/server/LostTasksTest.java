package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * With a worker timeout of three seconds, which a worker on a busy machine can keep; silence counts from the fourth second
 * of the server's life on.
 */
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class LostTasksTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    @TempDir
    Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.worker-timeout=3s", "server.lease-check=1s",
                "server.pinned-timeout=1d", "server.max-attempts=2");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void taskOfASilentWorkerGoesToAnotherAndWhatTheFirstSaysIsRefused() {
        String task = server.createTask("global");
        server.claim(task, "w1");

        awaitStatus(task, "pending");

        assertThat(server.task(task).path("worker_id").isNull()).isTrue();
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1").status()).isEqualTo(409);
        assertThat(server.claim(task, "w2").json().at("/task/attempt").asInt()).isEqualTo(2);
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1").status()).isEqualTo(409);
        assertThat(server.post("/v1/opencode/tasks/" + task + "/output",
                "{\"worker_id\": \"w1\", \"output\": \"x\", \"attempt\": 1}").status()).isEqualTo(409);
        assertThat(server.report(task, "completed", "w2", ", \"attempt\": 2").status()).isEqualTo(200);
    }

    @Test
    void aClockThatWasAheadKeepsNoDeadWorkerAlive() throws Exception {
        register("one");
        String task = server.createTask("global");
        server.claim(task, "w1");
        try (Connection database = server.database().connect()) {
            // Not so far ahead that registering alone would see that it can't be right.
            database.createStatement().execute("update workers set last_seen = '%s', instance_until = '%s'"
                    .formatted(Instant.now().plusSeconds(1800), Instant.now().plusSeconds(1890)));
            database.createStatement().execute("update tasks set seen_at = '2999-01-01T00:00:00.000000Z'");
        }

        awaitStatus(task, "pending");

        await().until(() -> server.get("/v1/opencode/workers/w1").json().path("status")
                .asText().equals("offline"));
        assertThat(register("two").status()).as("its id is free for another instance").isEqualTo(200);
    }

    @Test
    void taskThatIsLostAgainAndAgainFailsWithTheReason() {
        String task = server.createTask("global");
        server.claim(task, "w1");
        awaitStatus(task, "pending");
        server.claim(task, "w1");

        awaitStatus(task, "failed");

        assertThat(server.task(task).path("error").asText()).contains("w1").contains("2 attempts");
        assertThat(server.report(task, "completed", "w1", "").status()).isEqualTo(409);
    }

    @Test
    void taskThatTheHeartbeatNamesStaysAndOneThatItLeavesOutGoesBack() {
        server.registerWorker("w1");
        String codebase = server.registerCodebase("w1", "/p");
        String kept = server.createTask(codebase);
        String left = server.createTask(codebase);
        server.claim(kept, "w1");
        server.claim(left, "w1");

        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            server.post("/v1/opencode/workers/w1/heartbeat", "{\"running\": [\"" + kept + "\"]}");
            assertThat(server.task(left).path("status").asText()).isEqualTo("pending");
        });
        assertThat(server.task(kept).path("status").asText()).isEqualTo("running");
        assertThat(server.claim(left, "w1").json().at("/task/attempt").asInt()).isEqualTo(2);
    }

    @Test
    void heartbeatThatDoesNotSayWhatRunsKeepsEverything() {
        server.registerWorker("w1");
        String task = server.createTask("global");
        server.claim(task, "w1");

        await().during(LONG_ENOUGH).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).until(() -> {
            server.post("/v1/opencode/workers/w1/heartbeat");
            return server.task(task).path("status").asText().equals("running");
        });
    }

    @Test
    void pinnedTaskWaitsForItsSilentWorkerWhoseOutcomeIsTakenLate() {
        server.registerWorker("w1");
        String task = server.createTask(server.registerCodebase("w1", "/p"));
        server.claim(task, "w1");

        await().during(LONG_ENOUGH).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> server.task(task).path("status").asText().equals("running"));

        assertThat(server.get("/v1/opencode/workers/w1").json().path("status").asText()).isEqualTo("offline");
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1, \"result\": \"r\"").status()).isEqualTo(200);
    }

    @Test
    void lostTaskThatShouldStopIsCancelled() {
        String task = server.createTask("global");
        server.claim(task, "w1");
        server.post("/v1/opencode/tasks/" + task + "/cancel");

        awaitStatus(task, "cancelled");
    }

    private TestServer.Answer register(String instance) {
        return server.post("/v1/opencode/workers/register",
                "{\"worker_id\": \"w1\", \"instance\": \"%s\", \"instance_timeout\": 90}".formatted(instance));
    }

    private void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> server.task(task).path("status").asText().equals(status));
    }
}
