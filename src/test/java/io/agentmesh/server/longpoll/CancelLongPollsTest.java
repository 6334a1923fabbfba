package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.agentmesh.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a worker hears at once of a cancel. */
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class CancelLongPollsTest {

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        server.registerWorker("w1");
        server.registerWorker("w2");
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serverSaysThatItCanBeWaitedAt() {
        TestServer.Answer answer = server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\"}");

        assertThat(answer.json().path("features").toString()).contains("\"cancel-wait\"");
        assertThat(answer.json().path("worker_timeout").asDouble()).isEqualTo(90);
    }

    @Test
    void holderAloneHearsOfACancelThatComes() throws Exception {
        CompletableFuture<HttpResponse<String>> holder = wait("w1", "");
        CompletableFuture<HttpResponse<String>> other = wait("w2", "");
        assertStillWaiting(holder);

        cancel(task);

        assertThat(body(holder)).isEqualTo("{\"cancel\":[\"" + task + "\"]}");
        assertStillWaiting(other);
    }

    @Test
    void cancelThatWasThereIsAnsweredAtOnceUnlessItIsKnown() throws Exception {
        cancel(task);

        assertThat(body(wait("w1", ""))).contains(task);
        String second = server.createTask("global");
        server.claim(second, "w1");
        CompletableFuture<HttpResponse<String>> knowing = wait("w1", task);
        assertStillWaiting(knowing);
        cancel(second);
        assertThat(body(knowing)).isEqualTo("{\"cancel\":[\"" + second + "\"]}");
    }

    @Test
    void nothingIsAnsweredWhenTheTimeIsOver() {
        assertThat(server.get("/v1/opencode/workers/w1/cancels").json().toString()).isEqualTo("{\"cancel\":[]}");
        assertThat(server.get("/v1/opencode/workers/w1/cancels?wait=1").json().toString()).isEqualTo("{\"cancel\":[]}");
    }

    @Test
    void badQuestionsAreRefused() {
        assertThat(server.get("/v1/opencode/workers/nobody/cancels?wait=20").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/workers/a%20b/cancels").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/workers/w1/cancels?wait=soon").status()).isEqualTo(400);
        assertThat(server.get("/v1/opencode/workers/w1/cancels?wait=1&wait=2").status()).isEqualTo(400);
    }

    private void cancel(String id) {
        assertThat(server.post("/v1/opencode/tasks/" + id + "/cancel").status()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> wait(String worker, String told) {
        return client.sendAsync(server.request("/v1/opencode/workers/" + worker + "/cancels?wait=30&told=" + told).build(),
                BodyHandlers.ofString());
    }

    private static String body(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        HttpResponse<String> response = answer.get(25, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** It has time enough to be answered, if it would be. */
    private static void assertStillWaiting(CompletableFuture<?> answer) {
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(60)).until(() -> !answer.isDone());
    }
}
