package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class RestartTest {

    @Test
    void everythingIsStillThereAfterARestart(@TempDir Path folder) {
        String task;
        JsonNode before;
        JsonNode workers;
        JsonNode codebases;
        try (TestServer server = new TestServer(folder)) {
            server.registerWorker("w1");
            task = server.createTask(server.registerCodebase("w1", "/p"));
            server.claim(task, "w1");
            server.post("/v1/opencode/tasks/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"o\", \"seq\": 0}");
            before = server.task(task);
            workers = server.get("/v1/opencode/workers").json();
            codebases = server.get("/v1/opencode/codebases").json();
        }

        try (TestServer server = new TestServer(folder)) {
            assertThat(server.task(task)).isEqualTo(before);
            assertThat(server.get("/v1/opencode/workers").json()).isEqualTo(workers);
            assertThat(server.get("/v1/opencode/codebases").json()).isEqualTo(codebases);
            assertThat(server.get("/v1/opencode/tasks/" + task + "/output").json().path("total").asInt()).isEqualTo(1);
            assertThat(server.claim(task, "w1").json().at("/task/attempt").asInt()).isEqualTo(1);
            assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1").status()).isEqualTo(200);
        }
    }
}
