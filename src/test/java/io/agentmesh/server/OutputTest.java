package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class OutputTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.output-limit=3");
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outputIsReadInTheOrderInWhichItCame() {
        send("one\\nline", 7);
        send("two", 3);

        JsonNode read = read(0);

        assertThat(read.path("task_id").asText()).isEqualTo(task);
        assertThat(read.path("total").asInt()).isEqualTo(2);
        assertThat(read.path("outputs").toString()).isEqualTo("["
                + "{\"output\":\"one\\nline\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"worker_id\":\"w1\"},"
                + "{\"output\":\"two\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"worker_id\":\"w1\"}]");
    }

    @Test
    void sameSeqOfTheSameAttemptIsStoredOnce() {
        assertThat(send("one", 0).status()).isEqualTo(200);
        assertThat(send("one", 0).status()).isEqualTo(200);
        assertThat(send("two", 1).status()).isEqualTo(200);

        assertThat(read(0).path("total").asInt()).isEqualTo(2);
        assertThat(read(0).path("outputs")).hasSize(2);
    }

    @Test
    void nextAttemptCountsFromTheStart() {
        send("one", 0);
        server.report(task, "pending", "w1", ", \"attempt\": 1");
        server.claim(task, "w1");

        assertThat(send("one", 0).status()).isEqualTo(409);
        assertThat(server.post(path(), "{\"worker_id\": \"w1\", \"output\": \"b\", \"attempt\": 2, \"seq\": 0}").status())
                .isEqualTo(200);
        assertThat(read(0).path("total").asInt()).isEqualTo(2);
    }

    @Test
    void outputOfAWorkerThatDoesNotCountIsStoredEachTime() {
        String plain = "{\"worker_id\": \"w1\", \"output\": \"same\"}";

        server.post(path(), plain);
        server.post(path(), plain);

        assertThat(read(0).path("total").asInt()).isEqualTo(2);
        assertThat(read(0).at("/outputs/0/timestamp").asText()).endsWith("Z");
    }

    @Test
    void longOutputIsReadInPieces() {
        for (int seq = 0; seq < 5; seq++) {
            send("piece " + seq, seq);
        }

        assertThat(read(0).path("outputs")).hasSize(3);
        assertThat(read(0).path("total").asInt()).isEqualTo(5);
        assertThat(read(3).path("outputs")).hasSize(2);
        assertThat(read(3).at("/outputs/0/output").asText()).isEqualTo("piece 3");
        assertThat(read(5).path("outputs")).isEmpty();
        assertThat(read(99).path("total").asInt()).isEqualTo(5);
    }

    @Test
    void outputOfAnotherWorkerIsRefused() {
        assertThat(server.post(path(), "{\"worker_id\": \"w2\", \"output\": \"x\"}").status()).isEqualTo(409);
        assertThat(server.post("/v1/opencode/tasks/nobodys/output", "{\"worker_id\": \"w2\", \"output\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(server.get("/v1/opencode/tasks/nobodys/output").status()).isEqualTo(404);
        assertThat(read(0).path("total").asInt()).isZero();
    }

    @Test
    void outputThatIsLateIsStillStored() {
        server.report(task, "completed", "w1", "");

        assertThat(send("late", 0).status()).isEqualTo(200);
        assertThat(read(0).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void whatNoDatabaseStoresIsReplaced() {
        send("a\\u0000b 🚀 \\udc00", 0);

        assertThat(read(0).at("/outputs/0/output").asText()).isEqualTo("a\uFFFDb 🚀 \uFFFD");
    }

    private TestServer.Answer send(String output, int seq) {
        return server.post(path(), """
                {"worker_id": "w1", "output": "%s", "timestamp": "2026-01-02T03:04:05Z", "attempt": 1, "seq": %d}"""
                .formatted(output, seq));
    }

    private JsonNode read(int since) {
        return server.get(path() + "?since=" + since).json();
    }

    private String path() {
        return "/v1/opencode/tasks/" + task + "/output";
    }
}
