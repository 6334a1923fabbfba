package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.RealUvicorn;

/** A whole worker in this process, against a classic server on the software that users run it on. */
class UvicornWorkerTest {

    @TempDir
    Path folder;

    private RealUvicorn server;
    private WorkerFixture fixture;
    private RunningWorker worker;
    private String codebase;

    @BeforeEach
    void start() throws Exception {
        server = new RealUvicorn(folder);
        fixture = new WorkerFixture(folder, server.url().toString()).with("poll_interval", "200ms");
        codebase = server.codebase(fixture.folder("shop"), "w1");
        worker = fixture.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (worker != null) {
            worker.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void tasksGoTheirWholeWay() {
        String echo = server.task(codebase, "echo", "back to me");
        String agents = server.task(codebase, "build", "say hello");

        assertThat(awaitEnd(echo).path("result").asText()).isEqualTo("back to me");
        JsonNode done = awaitEnd(agents);
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(done.path("result").asText()).isEqualTo("hello");
        assertThat(done.path("session_id").asText()).isEqualTo("ses_1");
        assertThat(server.get("/v1/opencode/tasks/" + agents + "/output").findValuesAsText("output"))
                .containsExactly("hello\n");
        assertThat(server.get("/v1/opencode/workers/w1").path("status").asText()).isEqualTo("active");
    }

    @Test
    void taskThatFailsIsReportedWithItsReason() {
        JsonNode done = awaitEnd(server.task(codebase, "build", "fail"));

        assertThat(done.path("status").asText()).isEqualTo("failed");
        assertThat(done.path("error").asText()).contains("it broke");
    }

    @Test
    void noRequestIsRefusedByTheServersOwnHttp() {
        awaitEnd(server.task(codebase, "build", "say hello"));

        assertThat(server.log()).noneMatch(line -> line.startsWith("WARNING") || line.contains("\" 400")
                || line.contains("\" 422"));
    }

    private JsonNode awaitEnd(String task) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> server.get("/v1/opencode/tasks/" + task),
                found -> found.path("completed_at").isTextual() && !found.path("status").asText().equals("running"));
    }
}
