package io.agentmesh.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.server.TestServer;
import io.agentmesh.server.access.AccessTokens;

@Timeout(300)
@Tag("store")
class IdempotencyKeysTest {

    private static final String BODY = "{\"title\": \"t\", \"prompt\": \"p\", \"metadata\": {\"model\": \"a/b\"}}";

    @TempDir
    Path folder;
    private TestServer server;
    private String tasks;

    @BeforeEach
    void start() {
        AccessTokens tokens = AccessTokens.load(
                "anna:token-of-anna-0123,ben:token-of-ben-01234", null);
        server = new TestServer(folder, tokens, "server.retention-check=200ms").as("token-of-anna-0123");
        server.registerWorker("w1");
        tasks = "/v1/opencode/codebases/" + server.registerCodebase("w1", "/p") + "/tasks";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void repeatIsAnsweredWithTheFirstTaskAsItStandsNow() {
        String first = id(post(tasks, "k1", BODY));
        server.claim(first, "w1");

        TestServer.Answer repeat = post(tasks, "k1", BODY);

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(id(repeat)).isEqualTo(first);
        assertThat(repeat.json().at("/task/status").asText()).isEqualTo("running");
        assertThat(server.get(tasks).json()).hasSize(1);
    }

    @Test
    void sameTaskInOtherWordsIsTheSame() {
        String first = id(post(tasks, "k1", BODY));

        assertThat(id(post(tasks, "k1", "{\"priority\":0, \"prompt\":\"p\",\"agent_type\":\"build\","
                + "\"metadata\":{\"model\":\"a/b\"},\"title\":\"t\",\"unknown\":1}"))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\": \"t\", \"prompt\": \"q\", \"metadata\": {\"model\": \"a/b\"}}",
        "{\"title\": \"tp\", \"prompt\": \"\", \"agent_type\": \"echo\", \"metadata\": {\"model\": \"a/b\"}}",
        "{\"title\": \"t\", \"prompt\": \"p\", \"metadata\": {\"model\": \"a/b\"}, \"priority\": 1}",
        "{\"title\": \"t\", \"prompt\": \"p\"}"})
    void anotherTaskUnderTheSameKeyIsAConflict(String other) {
        post(tasks, "k1", BODY);

        TestServer.Answer answer = post(tasks, "k1", other);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).isEqualTo("This Idempotency-Key was sent with another task before.");
        assertThat(server.get(tasks).json()).hasSize(1);
    }

    @Test
    void keyIsItsCallersAndOfOneCodebase() {
        String other = "/v1/opencode/codebases/" + server.registerCodebase("w1", "/other") + "/tasks";
        Set<String> made = new HashSet<>();

        made.add(id(post(tasks, "k1", BODY)));
        made.add(id(post(other, "k1", BODY)));
        made.add(id(post("/v1/opencode/codebases/global/tasks", "k1", BODY)));
        server.as("token-of-ben-01234");
        made.add(id(post(tasks, "k1", BODY)));

        assertThat(made).hasSize(4);
    }

    @Test
    void withoutAKeyEveryRequestMakesATask() {
        assertThat(server.post(tasks, BODY).json().at("/task/id"))
                .isNotEqualTo(server.post(tasks, BODY).json().at("/task/id"));
    }

    @Test
    void oneOfManyAtOnceMakesTheTask() {
        List<CompletableFuture<TestServer.Answer>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(CompletableFuture.supplyAsync(() -> post(tasks, "k1", BODY)));
        }

        assertThat(all).extracting(CompletableFuture::join).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200))
                .extracting(IdempotencyKeysTest::id).containsOnly(server.get(tasks).json().path(0).path("id").asText());
        assertThat(server.get(tasks).json()).hasSize(1);
    }

    @Test
    void searchForACodebaseIsMadeOnce() {
        String body = "{\"name\": \"shop\", \"path\": \"/srv/shop\"}";

        String first = post("/v1/opencode/codebases", "k1", body).json().path("task_id").asText();

        assertThat(post("/v1/opencode/codebases", "k1", body).json().path("task_id").asText()).isEqualTo(first);
        assertThat(post("/v1/opencode/codebases", "k1", body.replace("/srv", "/opt")).status()).isEqualTo(409);
        assertThat(post("/v1/opencode/codebases", "k2", body).json().path("task_id").asText()).isNotEqualTo(first);
    }

    @Test
    void keyIsForgottenAfterADay() throws Exception {
        String first = id(post(tasks, "k1", BODY));
        String younger = id(post(tasks, "k2", BODY));
        try (Connection database = server.database().connect(); Statement statement = database.createStatement()) {
            statement.execute("update tasks set created_at = '2026-01-01T00:00:00.000000Z' where id = '" + first + "'");
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> !id(post(tasks, "k1", BODY)).equals(first));

        assertThat(id(post(tasks, "k2", BODY))).isEqualTo(younger);
        assertThat(server.task(first).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void unusableKeyIsRefused() {
        for (String key : List.of("", "k".repeat(256), "two words")) {
            TestServer.Answer answer = post(tasks, key, BODY);

            assertThat(answer.status()).as(key).isEqualTo(400);
            assertThat(answer.detail()).isEqualTo(
                    "The header Idempotency-Key must be one text of 1 to 255 printable ASCII characters.");
        }
        assertThat(server.send(request(tasks, BODY).header("Idempotency-Key", "a").header("Idempotency-Key", "b"))
                .status()).isEqualTo(400);
        assertThat(id(post(tasks, "k".repeat(255), BODY))).isNotEmpty();
    }

    @Test
    void serverSaysThatItKnowsKeys() {
        assertThat(server.get("/").json().path("features").toString()).contains("\"idempotency-key\"");
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w\"}").json().path("features")
                .toString()).contains("\"idempotency-key\"");
    }

    private TestServer.Answer post(String path, String key, String body) {
        return server.send(request(path, body).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder request(String path, String body) {
        return server.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static String id(TestServer.Answer answer) {
        return answer.json().at("/task/id").asText();
    }
}
