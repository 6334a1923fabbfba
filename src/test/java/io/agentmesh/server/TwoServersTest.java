package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.agentmesh.support.RealPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL behave as one. */
@Timeout(300)
class TwoServersTest {

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** A database of this test's own: a connection that it ends is nobody else's. */
    private final String name = "two_" + UUID.randomUUID().toString().replace('-', '_');
    private TestServer one;
    private TestServer other;

    @BeforeEach
    void start() {
        RealPostgres.execute("create database " + name);
        String url = "server.database-url=" + RealPostgres.jdbcUrl(name);
        one = new TestServer(folder, url);
        other = new TestServer(folder, url);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        RealPostgres.execute("drop database " + name + " with (force)");
    }

    @Test
    void taskThatOneTakesIsAnsweredByTheOtherAtOnce() throws Exception {
        String codebase = one.registerCodebase("w1", "/p");
        CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                request(other, "/v1/opencode/tasks?status=pending&worker_id=w1&wait=30"), BodyHandlers.ofString());
        await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        String task = one.createTask(codebase);

        assertThat(waiting.get(25, TimeUnit.SECONDS).body()).contains(task);
        assertThat(other.claim(task, "w1").status()).isEqualTo(200);
        assertThat(one.claim(task, "w2").status()).isEqualTo(409);
    }

    @Test
    void whoWaitsIsToldAlsoAfterTheConnectionBroke() throws Exception {
        String codebase = one.registerCodebase("w1", "/p");
        CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                request(other, "/v1/opencode/tasks?status=pending&worker_id=w1&wait=30"), BodyHandlers.ofString());
        await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        assertThat(RealPostgres.number("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"
                + name + "' and query ilike 'listen%'")).isPositive();
        String task = one.createTask(codebase);

        assertThat(waiting.get(25, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void outputThatOneTakesIsStreamedByTheOther() throws Exception {
        String task = one.createTask("global");
        one.claim(task, "w1");
        HttpResponse<Stream<String>> stream = client.send(request(other, "/v1/opencode/tasks/" + task + "/output/stream"),
                BodyHandlers.ofLines());
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> stream.body().forEach(lines::add));

        one.post("/v1/opencode/tasks/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"hello\"}");
        await().atMost(Duration.ofSeconds(60)).until(() -> lines.stream().anyMatch(line -> line.contains("hello")));
        one.report(task, "completed", "w1", "");

        reader.get(25, TimeUnit.SECONDS);
        assertThat(lines).contains("event: done");
    }

    @Test
    void requestThatIsSentToBothAtOnceMakesOneTask() {
        String path = "/v1/opencode/codebases/" + one.registerCodebase("w1", "/p") + "/tasks";
        List<CompletableFuture<TestServer.Answer>> answers = Stream.of(one, other, one, other, one, other)
                .map(server -> CompletableFuture.supplyAsync(() -> server.send(server.request(path)
                        .header("Content-Type", "application/json").header("Idempotency-Key", "k1")
                        .POST(BodyPublishers.ofString("{\"title\": \"t\", \"prompt\": \"p\"}")))))
                .toList();

        assertThat(answers).extracting(answer -> answer.join().json().at("/task/id").asText())
                .containsOnly(one.get(path).json().path(0).path("id").asText());
        assertThat(other.get(path).json()).hasSize(1);
    }

    private static HttpRequest request(TestServer server, String path) {
        return server.request(path).build();
    }
}
