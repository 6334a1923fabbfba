package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls a token's role allows. */
class TokenRolesTest extends TokenScene {

    @ParameterizedTest
    @ValueSource(strings = {ADMIN, WORKER, CLIENT})
    void everyRoleReads(String token) {
        server.as(token);

        for (String path : List.of(TASKS, TASKS + "/" + task, TASKS + "/" + task + "/output", CODEBASES,
                CODEBASES + "/list", CODEBASES + "/" + codebase, CODEBASES + "/" + codebase + "/tasks",
                "/v1/opencode/workers", "/v1/opencode/workers/w1", "/v1/monitor/workers", "/v1/monitor/tasks",
                TASKS + "?status=pending&wait=30")) {
            assertThat(server.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void rolesMakeTheCallsThatAreTheirs() {
        for (ApiCalls.Call call : ApiCalls.described()) {
            for (String role : List.of("worker", "client")) {
                boolean mayCall = call.isOpen() || call.roles().isEmpty() || call.roles().contains(role);
                int status = server.as(role.equals("worker") ? WORKER : CLIENT).send(call.request(server, "unknown"))
                        .status();

                assertThat(status == 403).as("%s by a %s: %d", call, role, status).isEqualTo(!mayCall);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/opencode/codebases/{}/tasks", "POST,/v1/opencode/tasks/{}/cancel",
        "DELETE,/v1/opencode/codebases/{}"})
    void workerMakesAndCancelsNoTask(String method, String path) {
        TestServer.Answer answer = server.as(WORKER).send(server.request(path.replace("{}",
                path.contains("cancel") ? task : codebase)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"title\": \"t\", \"prompt\": \"p\"}")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).contains("worker");
        assertThat(server.get(CODEBASES + "/" + codebase + "/tasks").json()).hasSize(1);
        assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void workerRegistersItsCodebasesButAsksNobodyForOne() {
        server.as(WORKER);

        assertThat(server.post(CODEBASES, "{\"name\": \"n\", \"path\": \"/q\"}").status()).isEqualTo(403);
        assertThat(server.post(CODEBASES, "{\"name\": \"c\", \"path\": \"/p\", \"worker_id\": \"w1\"}").status())
                .isEqualTo(200);
        assertThat(server.get(TASKS + "?codebase_id=__pending__").json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/v1/opencode/workers/register|{\"worker_id\": \"w2\"}",
        "/v1/opencode/workers/w1/heartbeat|{}", "/v1/opencode/workers/w1/unregister|{}"})
    void clientIsNoWorker(String path, String body) {
        assertThat(server.as(CLIENT).post(path, body).status()).isEqualTo(403);
        assertThat(server.get("/v1/opencode/workers").json()).hasSize(1);
    }

    @Test
    void clientReportsNothing() {
        server.as(CLIENT);

        assertThat(server.claim(task, "w1").status()).isEqualTo(403);
        assertThat(server.post(TASKS + "/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"x\"}").status())
                .isEqualTo(403);
        assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void trailingSlashOpensNothing() {
        assertThat(server.as(CLIENT).put(TASKS + "/" + task + "/status/",
                "{\"status\": \"running\", \"worker_id\": \"w1\"}").status()).isEqualTo(403);
    }

    /** As the web page reads it: by fetch, because an EventSource can send no header. */
    @Test
    void outputIsFollowedWithATokenInTheHeader() throws Exception {
        String echo = server.as(ADMIN).createTask("global");
        server.claim(echo, "w1");
        server.post(TASKS + "/" + echo + "/output", "{\"worker_id\": \"w1\", \"output\": \"said\"}");
        server.report(echo, "completed", "w1", "");
        String stream = TASKS + "/" + echo + "/output/stream";
        JsonNode refused = server.as(null).get(stream).json();

        String events = HttpClient.newHttpClient().send(server.as(CLIENT).request(stream)
                .header("Sec-Fetch-Site", "same-origin").build(), BodyHandlers.ofString()).body();

        assertThat(refused.path("detail").asText()).contains("token");
        assertThat(events).contains("said", "event: done");
    }
}
