package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.server.access.AccessTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final String ADMIN = "token-of-an-admin-1";
    private static final String WORKER = "token-of-a-worker-1";
    private static final String CLIENT = "token-of-a-client-1";
    private static final String TASKS = "/v1/opencode/tasks";
    private static final String CODEBASES = "/v1/opencode/codebases";

    private static TestServer server;
    private static String codebase;
    private static String task;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT));
        server = new TestServer(folder, AccessTokens.load("a:" + ADMIN, file)).as(ADMIN);
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forgetToken() {
        server.as(null);
    }

    @Test
    void everyDescribedCallNeedsATokenUnlessItIsOpen() {
        List<TestServer.Answer> answers = ApiCalls.described().stream().filter(call -> !call.isOpen())
                .map(call -> server.send(call.request(server, "x"))).toList();

        assertThat(answers).hasSizeGreaterThan(20).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.detail()).contains("token");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/opencode/nothing", "/v1", "/nothing", "/V1/opencode/tasks", "/observe/health",
        "//v1/opencode/tasks", "/v1/opencode/tasks/", "/page/../v1/opencode/tasks", "/%76%31/opencode/tasks",
        "/v1/opencode/tasks?wait=30", "/v1/opencode/tasks/?wait=30", "/v1/opencode/tasks/x/output/stream/"})
    void noOtherAddressIsOpen(String path) {
        assertThat(server.get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/openapi.json", "/health"})
    void whatHoldsNoDataIsOpen(String path) {
        assertThat(server.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/page/api.js", "/page/style.css", "/page/icon.svg"})
    void pageIsOpenToBrowsers(String path) {
        assertThat(server.send(server.request(path).header("Accept", "text/html,*/*").GET()).status()).isEqualTo(200);
        assertThat(server.send(server.request(path).header("Accept", "text/html,*/*")
                .method("HEAD", BodyPublishers.noBody())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer", "Bearer wrong", "Basic dG9rZW4tb2YtYW4tYWRtaW4tMQ==", ADMIN,
        "Bearer token-of-an-admin-1 x", "Bearer token-of-an-admin-", "Bearer token-of-an-admin-11", "Token " + ADMIN,
        "Bearer TOKEN-OF-AN-ADMIN-1"})
    void otherHeaderIsNoToken(String header) {
        assertThat(server.send(server.request(TASKS).header("Authorization", header).GET()).status()).isEqualTo(401);
    }

    @Test
    void twoTokensAreNone() {
        assertThat(server.send(server.request(TASKS).header("Authorization", "Bearer " + ADMIN)
                .header("Authorization", "Bearer wrong").GET()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=" + ADMIN, "?access_token=" + ADMIN, "?Authorization=Bearer%20" + ADMIN})
    void tokenInTheAddressIsNone(String query) {
        assertThat(server.get(TASKS + query).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void schemeIsReadInAnyCase(String scheme) {
        assertThat(server.send(server.request(TASKS).header("Authorization", scheme + ADMIN).GET()).status())
                .isEqualTo(200);
    }

    @Test
    void tokenOfNobodyMakesNothing() {
        server.post(CODEBASES + "/" + codebase + "/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}");

        assertThat(server.as(ADMIN).get(CODEBASES + "/" + codebase + "/tasks").json()).hasSize(1);
    }

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
