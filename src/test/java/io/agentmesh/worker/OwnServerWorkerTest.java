package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.worker.slot.Slots;

/** The whole worker in this process, against our own server, which asks both sides for a token. */
class OwnServerWorkerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORKER = "token-of-a-worker-1";
    private static final String CLIENT = "token-of-a-client-1";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunningServer server;
    private WorkerFixture fixture;
    private RunningWorker worker;
    private String codebase;

    @BeforeEach
    void start() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT));
        server = new ServerApp(ServerSettings.load(null, null, Map.of("server.port", "0", "server.database",
                folder.resolve("server.db").toString())), AccessTokens.load(null, tokens)).start();
        fixture = new WorkerFixture(folder, server.url().toString());
        Path shop = fixture.folder("shop");
        worker = fixture.with("codebases", List.of(shop.toString())).with("poll_interval", "200ms")
                // So that no test waits for one.
                .with("heartbeat_interval", "10m")
                .with("auth_token", WORKER).start();
        await().until(() -> get("/v1/opencode/codebases/list").size() == 1);
        codebase = get("/v1/opencode/codebases/list").get(0).path("id").asText();
    }

    @AfterEach
    void stop() throws Exception {
        worker.close();
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
    }

    @Test
    void aTaskGoesItsWholeWay() throws Exception {
        String task = submit("say hello");

        awaitStatus(task, "completed");

        JsonNode done = get("/v1/opencode/tasks/" + task);
        assertThat(done.path("result").asText()).isEqualTo("hello");
        assertThat(done.path("worker_id").asText()).isEqualTo("w1");
        assertThat(done.path("session_id").asText()).isEqualTo("ses_1");
        assertThat(get("/v1/opencode/tasks/" + task + "/output").at("/outputs/0/output").asText()).isEqualTo("hello\n");
        assertThat(get("/v1/monitor/workers").at("/workers/0/tasks_completed").asInt()).isEqualTo(1);
    }

    @Test
    void aTaskThatIsCancelledWhileItRunsIsEndedWithItsTree() throws Exception {
        String task = submit("stay");
        await().until(fixture.agent::stays);

        post("/v1/opencode/tasks/" + task + "/cancel", Map.of());

        await().atMost(Duration.ofSeconds(60)).until(() -> fixture.agent.left().isEmpty());
        awaitStatus(task, "cancelled");
        await().until(() -> worker.camel().getRegistry().lookupByNameAndType("slots", Slots.class).free() == 1);
    }

    @Test
    void aTaskThatIsCancelledWhileNoneOfItsProcessesHearsTermIsEndedAfterTheGrace() throws Exception {
        String task = submit("deaf");
        await().atMost(Duration.ofSeconds(60)).until(fixture.agent::stays);

        post("/v1/opencode/tasks/" + task + "/cancel", Map.of());

        awaitStatus(task, "cancelled");
        assertThat(fixture.agent.left()).isEmpty();
    }

    @Test
    void aFolderThatAPersonAsksForIsRegistered() throws Exception {
        Path wanted = fixture.folder("wanted");
        String task = post("/v1/opencode/codebases", Map.of("name", "wanted", "path", wanted.toString()))
                .path("task_id").asText();

        awaitStatus(task, "completed");

        assertThat(get("/v1/opencode/codebases/list")).anySatisfy(one -> {
            assertThat(one.path("path").asText()).isEqualTo(wanted.toString());
            assertThat(one.path("worker_id").asText()).isEqualTo("w1");
        });
    }

    private String submit(String prompt) throws Exception {
        return post("/v1/opencode/codebases/" + codebase + "/tasks", Map.of("title", "t", "prompt", prompt))
                .at("/task/id").asText();
    }

    private void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                assertThat(get("/v1/opencode/tasks/" + task).path("status").asText()).isEqualTo(status));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + CLIENT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }
}
