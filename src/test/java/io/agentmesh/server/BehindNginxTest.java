package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RealNginx;

/** A server behind a real nginx that has the lines of docs/server.md and no others. */
@Timeout(300)
class BehindNginxTest {

    private static final String LINES = MarkdownFile.of(Path.of("docs/server.md")).blocks("nginx").get(0);
    private static final int LARGEST_BODY = 10_485_760;

    private static TestServer server;
    private static RealNginx nginx;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder);
        nginx = RealNginx.start(folder.resolve("nginx"),
                LINES.replace("http://127.0.0.1:8000", server.url().toString()));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        server.close();
    }

    @Test
    void outputIsStreamedAsItComes() throws Exception {
        String task = server.createTask("global");
        server.claim(task, "w1");
        HttpResponse<Stream<String>> stream = client.send(request("/v1/opencode/tasks/" + task + "/output/stream")
                .build(), BodyHandlers.ofLines());
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> stream.body().forEach(lines::add));

        for (String piece : List.of("first", "second")) {
            server.post("/v1/opencode/tasks/" + task + "/output",
                    "{\"worker_id\": \"w1\", \"output\": \"%s\"}".formatted(piece));
            await().atMost(Duration.ofSeconds(60)).until(() -> lines.stream().anyMatch(line -> line.contains(piece)));
        }
        server.report(task, "completed", "w1", "");

        reader.get(25, TimeUnit.SECONDS);
        assertThat(lines).contains("event: done");
    }

    @Test
    void heldAnswerComesWithTheTask() throws Exception {
        String codebase = server.registerCodebase("w2", "/p");
        CompletableFuture<HttpResponse<String>> held = client.sendAsync(
                request("/v1/opencode/tasks?status=pending&worker_id=w2&wait=30").build(), BodyHandlers.ofString());
        await().during(Duration.ofMillis(300)).until(() -> !held.isDone());

        String task = server.createTask(codebase);

        assertThat(held.get(25, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void largestBodyGetsThrough() throws Exception {
        String start = "{\"title\": \"t\", \"agent_type\": \"echo\", \"prompt\": \"";
        String body = start + "p".repeat(LARGEST_BODY - start.length() - 2) + "\"}";

        HttpResponse<String> answer = client.send(request("/v1/opencode/codebases/global/tasks")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body).hasSize(LARGEST_BODY);
    }

    /** Every buffering proxy of nginx's kind obeys these, and takes them away. */
    @Test
    void whatIsStreamedOrHeldAsksNotToBeBuffered() throws Exception {
        server.registerWorker("w3");
        String task = server.createTask("global");
        server.post("/v1/opencode/tasks/" + task + "/cancel");

        for (String path : List.of("/v1/opencode/tasks/" + task + "/output/stream",
                "/v1/opencode/tasks?status=pending&worker_id=w3&wait=1", "/v1/opencode/workers/w3/cancels?wait=1")) {
            HttpResponse<String> answer = client.send(server.request(path).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Accel-Buffering")).as(path).hasValue("no");
            assertThat(answer.headers().firstValue("Cache-Control")).as(path).hasValue("no-cache, no-store");
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(nginx.url() + path));
    }
}
