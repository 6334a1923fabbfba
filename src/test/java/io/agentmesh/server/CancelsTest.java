package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class CancelsTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        server.registerWorker("w1");
        server.registerWorker("w2");
        task = server.createTask("global");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pendingTaskIsCancelledAtOnce() {
        assertThat(cancel().status()).isEqualTo(200);
        assertThat(cancel().status()).isEqualTo(200);

        assertThat(server.task(task).path("status").asText()).isEqualTo("cancelled");
        assertThat(server.task(task).path("completed_at").asText()).endsWith("Z");
        assertThat(server.claim(task, "w1").status()).isEqualTo(409);
    }

    @Test
    void holderOfARunningTaskIsToldByItsHeartbeat() {
        server.claim(task, "w1");

        TestServer.Answer answer = cancel();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("message").asText()).contains("w1");
        assertThat(server.task(task).path("status").asText()).isEqualTo("running");
        assertThat(heartbeat("w1")).isEqualTo("{\"success\":true,\"cancel\":[\"" + task + "\"]}");
        assertThat(heartbeat("w2")).isEqualTo("{\"success\":true,\"cancel\":[]}");
        assertThat(server.report(task, "cancelled", "w1", ", \"attempt\": 1").status()).isEqualTo(200);
        assertThat(server.task(task).path("status").asText()).isEqualTo("cancelled");
        assertThat(heartbeat("w1")).isEqualTo("{\"success\":true,\"cancel\":[]}");
    }

    @Test
    void holderOfARunningTaskIsToldWhenItSendsOutput() {
        server.claim(task, "w1");
        String output = "{\"worker_id\": \"w1\", \"output\": \"x\"}";
        assertThat(server.post("/v1/opencode/tasks/" + task + "/output", output).json().has("cancelled")).isFalse();
        cancel();

        TestServer.Answer answer = server.post("/v1/opencode/tasks/" + task + "/output", output);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("cancelled").asBoolean()).isTrue();
    }

    @Test
    void taskThatIsGivenBackAfterItsCancelIsOver() {
        server.claim(task, "w1");
        cancel();

        TestServer.Answer answer = server.report(task, "pending", "w1", ", \"attempt\": 1");

        assertThat(answer.json().at("/task/status").asText()).isEqualTo("cancelled");
        assertThat(server.report(task, "pending", "w1", ", \"attempt\": 1").status()).isEqualTo(200);
        assertThat(server.claim(task, "w2").status()).isEqualTo(409);
    }

    @Test
    void taskThatWasDoneBeforeItHeardStaysDone() {
        server.claim(task, "w1");
        cancel();

        assertThat(server.report(task, "completed", "w1", ", \"result\": \"r\"").status()).isEqualTo(200);
        assertThat(server.task(task).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void finishedTaskCannotBeCancelled() {
        server.claim(task, "w1");
        server.report(task, "failed", "w1", ", \"error\": \"e\"");

        assertThat(cancel().status()).isEqualTo(409);
        assertThat(server.post("/v1/opencode/tasks/nobodys/cancel").status()).isEqualTo(404);
    }

    private TestServer.Answer cancel() {
        return server.post("/v1/opencode/tasks/" + task + "/cancel");
    }

    private String heartbeat(String worker) {
        return server.post("/v1/opencode/workers/" + worker + "/heartbeat", "{\"running\": []}").json().toString();
    }
}
