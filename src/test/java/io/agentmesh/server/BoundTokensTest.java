package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.server.access.AccessTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token of the role {@code worker:w1} acts for this worker and for no other. */
class BoundTokensTest {

    private static final String ADMIN = "token-of-an-admin-1";
    private static final String BOUND = "token-of-worker-one";
    private static final String FREE = "token-of-any-worker";

    private static TestServer server;
    private static String codebase;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "one", "token": "%s", "role": "worker:w1"}, {"name": "any", "token": "%s", "role": "worker"}]"""
                .formatted(BOUND, FREE));
        server = new TestServer(folder, AccessTokens.load("a:" + ADMIN, file)).as(ADMIN);
        server.registerWorker("w1");
        server.registerWorker("w2");
        codebase = server.registerCodebase("w2", "/p");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void useToken() {
        server.as(BOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POST|/v1/opencode/workers/register|{\"worker_id\": \"w2\"}",
            "POST|/v1/opencode/workers/w2/heartbeat|{}",
            "POST|/v1/opencode/workers/w2/unregister|{}",
            "GET|/v1/opencode/workers/w2/cancels|",
            "GET|/v1/opencode/workers/w2/cancels?wait=30|",
            "POST|/v1/opencode/codebases|{\"name\": \"n\", \"path\": \"/q\", \"worker_id\": \"w2\"}",
            "POST|/v1/opencode/codebases|{\"name\": \"n\", \"path\": \"/q\", \"worker_id\": \"w2\", \"shared\": true}",
            "PUT|/v1/opencode/tasks/{task}/status|{\"status\": \"running\", \"worker_id\": \"w2\"}",
            "PUT|/v1/opencode/tasks/{task}/status|{\"status\": \"failed\", \"worker_id\": \"w2\"}",
            "POST|/v1/opencode/tasks/{task}/output|{\"worker_id\": \"w2\", \"output\": \"x\"}",
            "POST|/v1/opencode/codebases/{codebase}/sessions/sync|{\"worker_id\": \"w2\", \"sessions\": []}",
            "POST|/v1/opencode/codebases/{codebase}/sessions/s1/messages/sync|{\"worker_id\": \"w2\", \"messages\": []}"})
    void anotherWorkerIsRefusedAndNothingHappens(String method, String path, String body) {
        String task = server.as(ADMIN).createTask(codebase);
        String address = path.replace("{task}", task).replace("{codebase}", codebase);

        server.as(BOUND);
        TestServer.Answer answer = switch (method) {
            case "GET" -> server.get(address);
            case "PUT" -> server.put(address, body);
            default -> server.post(address, body);
        };

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).isEqualTo("This token is bound to worker w1: it can't act for worker w2.");
        assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
        assertThat(server.get("/v1/opencode/workers").json()).hasSize(2);
        assertThat(server.get("/v1/opencode/codebases").json()).noneMatch(each -> each.path("path").asText().equals("/q"));
    }

    @Test
    void itsOwnWorkerDoesItsWork() {
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\", \"name\": \"one\"}").status())
                .isEqualTo(200);
        String own = server.registerCodebase("w1", "/own");
        String task = server.as(ADMIN).createTask(own);
        server.as(BOUND);

        assertThat(server.get("/v1/opencode/tasks?status=pending&worker_id=w1").json()).hasSize(1);
        assertThat(server.claim(task, "w1").status()).isEqualTo(200);
        assertThat(server.post("/v1/opencode/workers/w1/heartbeat", "{\"running\": [\"" + task + "\"]}").status()).isEqualTo(200);
        assertThat(server.post("/v1/opencode/tasks/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"x\"}").status())
                .isEqualTo(200);
        assertThat(server.get("/v1/opencode/workers/w1/cancels").status()).isEqualTo(200);
        assertThat(server.report(task, "completed", "w1", "").status()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsNotBoundActsForAnyWorker() {
        server.as(FREE);

        assertThat(server.post("/v1/opencode/workers/w1/heartbeat", "{}").status()).isEqualTo(200);
        assertThat(server.post("/v1/opencode/workers/w2/heartbeat", "{}").status()).isEqualTo(200);
    }
}
