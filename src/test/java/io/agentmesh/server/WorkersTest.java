package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class WorkersTest {

    @TempDir
    Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void registeredWorkerIsToldWhatTheServerCanDo() {
        TestServer.Answer answer = server.post("/v1/opencode/workers/register", """
                {"worker_id": "w1", "name": "Wörker 1", "capabilities": ["opencode"], "hostname": "h", "later": {}}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("features").toString())
                .isEqualTo("[\"claim\",\"wait\",\"cancel\",\"cancel-wait\",\"release\",\"output-seq\",\"idempotency-key\",\"changes\"]");
        JsonNode worker = answer.json().path("worker");
        assertThat(worker.path("worker_id").asText()).isEqualTo("w1");
        assertThat(worker.path("name").asText()).isEqualTo("Wörker 1");
        assertThat(worker.path("capabilities").toString()).isEqualTo("[\"opencode\"]");
        assertThat(worker.path("hostname").asText()).isEqualTo("h");
        assertThat(worker.path("status").asText()).isEqualTo("active");
        assertThat(Instant.parse(worker.path("last_seen").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void idOfALiveWorkerIsNotGivenToAnotherInstance() {
        assertThat(register("one", 600, "h1").status()).isEqualTo(200);

        TestServer.Answer other = register("two", 600, "h2");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("detail").asText()).matches("The worker id w1 is used by another worker, on the host "
                + "h1, seen at 2.*Z: give each worker its own worker_id\\.");
        assertThat(server.get("/v1/opencode/workers/w1").json().path("hostname").asText()).isEqualTo("h1");
        assertThat(register("one", 600, "h1").status()).as("it comes again").isEqualTo(200);
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\"}").status())
                .as("a classic worker names none").isEqualTo(200);
    }

    @Test
    void idOfAWorkerThatIsSilentOrUnregisteredIsFreeForAnotherInstance() {
        register("one", 1, "h1");
        await().atMost(Duration.ofSeconds(60)).until(() -> register("two", 600, "h2").status() == 200);

        assertThat(server.post("/v1/opencode/workers/w1/heartbeat", "{\"instance\": \"one\", \"instance_timeout\": 1}")
                .status()).as("the first one has to register again").isEqualTo(404);
        assertThat(server.post("/v1/opencode/workers/w1/heartbeat", "{\"instance\": \"two\", \"instance_timeout\": 600}")
                .status()).isEqualTo(200);
        assertThat(register("one", 1, "h1").status()).isEqualTo(409);
        server.post("/v1/opencode/workers/w1/unregister", "");
        assertThat(register("one", 1, "h1").status()).isEqualTo(200);
    }

    @Test
    void heartbeatKeepsTheIdOfAnInstance() {
        register("one", 1, "h1");
        server.post("/v1/opencode/workers/w1/heartbeat", "{\"instance\": \"one\", \"instance_timeout\": 600}");

        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(60))
                .until(() -> register("two", 600, "h2").status() == 409);
    }

    private TestServer.Answer register(String instance, int timeout, String host) {
        return server.post("/v1/opencode/workers/register", """
                {"worker_id": "w1", "instance": "%s", "instance_timeout": %d, "hostname": "%s"}"""
                .formatted(instance, timeout, host));
    }

    @Test
    void workerThatRegistersAgainIsRefreshed() {
        String first = server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\", \"name\": \"old\"}")
                .json().path("worker").path("registered_at").asText();
        JsonNode again = server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\", \"name\": \"new\"}")
                .json().path("worker");

        assertThat(again.path("name").asText()).isEqualTo("new");
        assertThat(again.path("registered_at").asText()).isEqualTo(first);
        assertThat(server.get("/v1/opencode/workers").json()).hasSize(1);
    }

    @Test
    void heartbeatIsNoted() {
        server.registerWorker("w1");
        String before = server.get("/v1/opencode/workers/w1").json().path("last_seen").asText();

        assertThat(server.post("/v1/opencode/workers/w1/heartbeat").status()).isEqualTo(200);
        TestServer.Answer answer = server.post("/v1/opencode/workers/w1/heartbeat", "{\"running\": [\"t1\"]}");

        assertThat(answer.json().toString()).isEqualTo("{\"success\":true,\"cancel\":[]}");
        assertThat(server.get("/v1/opencode/workers/w1").json().path("last_seen").asText()).isGreaterThan(before);
    }

    @Test
    void unregisteredWorkerIsForgotten() {
        server.registerWorker("w1");

        assertThat(server.post("/v1/opencode/workers/w1/unregister").json().path("success").asBoolean()).isTrue();

        assertThat(server.post("/v1/opencode/workers/w1/heartbeat").status()).isEqualTo(404);
        assertThat(server.post("/v1/opencode/workers/w1/unregister").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/workers/w1").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/workers").json()).isEmpty();
    }

    @Test
    void monitorCountsWhatEachWorkerDid() {
        server.registerWorker("w1");
        server.registerWorker("w2");
        String codebase = server.registerCodebase("w1", "/a");
        for (String status : new String[] {"completed", "completed", "failed", "running"}) {
            String task = server.createTask(codebase);
            server.claim(task, "w1");
            server.report(task, status, "w1", "");
        }

        JsonNode workers = server.get("/v1/monitor/workers").json().path("workers");

        assertThat(workers).hasSize(2);
        JsonNode first = workers.get(0);
        assertThat(first.path("id").asText()).isEqualTo("w1");
        assertThat(first.path("status").asText()).isEqualTo("active");
        assertThat(first.path("last_heartbeat").asText()).endsWith("Z");
        assertThat(first.path("codebases").toString()).isEqualTo("[\"c\"]");
        assertThat(first.path("tasks_completed").asInt()).isEqualTo(2);
        assertThat(first.path("tasks_failed").asInt()).isEqualTo(1);
        assertThat(first.path("tasks_running").asInt()).isEqualTo(1);
        assertThat(workers.get(1).path("tasks_completed").asInt()).isZero();
    }

    @Test
    void silentWorkerIsOffline(@TempDir Path other) {
        try (TestServer impatient = new TestServer(other, "server.worker-timeout=0")) {
            impatient.registerWorker("w1");

            assertThat(impatient.get("/v1/monitor/workers").json().at("/workers/0/status").asText())
                    .isEqualTo("offline");
            assertThat(impatient.get("/v1/opencode/workers/w1").json().path("status").asText()).isEqualTo("offline");
        }
    }
}
