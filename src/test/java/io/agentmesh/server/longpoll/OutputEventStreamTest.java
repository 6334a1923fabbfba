package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.agentmesh.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@Tag("store")
class OutputEventStreamTest {

    /** Less than a server waits for whoever doesn't read. */
    private static final Duration STOPS_AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.output-limit=2");
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outputComesFromTheStartAndAsItIsWrittenUntilTheTaskIsOver() throws Exception {
        send("one\\nline");
        HttpResponse<Stream<String>> response = client.send(request().build(), BodyHandlers.ofLines());
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> response.body().forEach(lines::add));

        await().until(() -> lines.stream().anyMatch(line -> line.contains("one")));
        send("two");
        await().until(() -> lines.stream().anyMatch(line -> line.contains("two")));
        assertThat(reader).isNotDone();
        server.report(task, "completed", "w1", "");
        reader.get(60, TimeUnit.SECONDS);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        List<String> said = new ArrayList<>(lines);
        said.removeIf(line -> line.isEmpty() || line.equals(":"));
        assertThat(said).hasSize(8);
        assertThat(said.subList(0, 2)).containsExactly("id: 1", "event: output");
        assertThat(said.get(2)).startsWith("data: {\"output\":\"one\\nline\",\"timestamp\":\"")
                .endsWith("\"worker_id\":\"w1\"}");
        assertThat(said.subList(3, 5)).containsExactly("id: 2", "event: output");
        assertThat(said.subList(6, 8)).containsExactly("event: done", "data: {\"status\":\"completed\"}");
    }

    @Test
    void clientThatComesBackGetsOnlyWhatItHasNot() throws Exception {
        for (int i = 1; i <= 5; i++) {
            send("piece " + i);
        }
        server.report(task, "failed", "w1", ", \"error\": \"e\"");

        String events = client.send(request().header("Last-Event-ID", "3").build(), BodyHandlers.ofString()).body();

        assertThat(events).doesNotContain("piece 3").contains("id: 4\n", "piece 4", "id: 5\n", "piece 5")
                .endsWith("event: done\ndata: {\"status\":\"failed\"}\n\n");
    }

    @Test
    void largeOutputComesWholeAndOnce() throws Exception {
        int pieces = 100;
        for (int i = 0; i < pieces; i++) {
            send("x".repeat(100_000));
        }
        server.report(task, "completed", "w1", "");

        try (Stream<String> lines = client.send(request().build(), BodyHandlers.ofLines()).body()) {
            List<String> ids = lines.filter(line -> line.startsWith("id: ")).toList();

            assertThat(ids).hasSize(pieces).doesNotHaveDuplicates();
            assertThat(ids.get(pieces - 1)).isEqualTo("id: " + pieces);
        }
    }

    @Test
    void badRequestIsAnsweredAsJson() {
        assertThat(server.get("/v1/opencode/tasks/unknown/output/stream").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/tasks/unknown/output/stream").detail()).contains("unknown");
        assertThat(server.get("/v1/opencode/tasks/%00/output/stream").status()).isEqualTo(404);
        assertThat(server.send(server.request("/v1/opencode/tasks/" + task + "/output/stream")
                .header("Last-Event-ID", "x").GET()).status()).isEqualTo(400);
    }

    @Test
    void clientsThatListenOnDoNotKeepTheServerFromAnythingElse() throws Exception {
        List<CompletableFuture<HttpResponse<Stream<String>>>> streams = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            streams.add(client.sendAsync(request().build(), BodyHandlers.ofLines()));
        }
        for (CompletableFuture<HttpResponse<Stream<String>>> stream : streams) {
            assertThat(stream.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }

        assertThat(server.get("/v1/opencode/workers").status()).isEqualTo(200);
        assertThat(server.get("/v1/opencode/tasks/" + task).status()).isEqualTo(200);
    }

    @Test
    void serverStopsAtOnceThoughClientsListen() throws Exception {
        // A busy machine may be slow once; one that waits for its clients takes five seconds or more each time.
        Duration least = Duration.ofHours(1);
        for (int tries = 0; tries < 4 && least.compareTo(STOPS_AT_ONCE) >= 0; tries++) {
            try (TestServer listenedTo = new TestServer(folder)) {
                HttpResponse<Stream<String>> response = client.send(listenedTo.request("/v1/opencode/tasks/" + task
                        + "/output/stream").build(), BodyHandlers.ofLines());
                assertThat(response.statusCode()).isEqualTo(200);
                long begun = System.nanoTime();
                listenedTo.close();
                least = Collections.min(List.of(least, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }

        assertThat(least).isLessThan(STOPS_AT_ONCE);
    }

    private void send(String output) {
        assertThat(server.post("/v1/opencode/tasks/" + task + "/output",
                "{\"worker_id\": \"w1\", \"output\": \"" + output + "\"}").status()).isEqualTo(200);
    }

    private HttpRequest.Builder request() {
        return server.request("/v1/opencode/tasks/" + task + "/output/stream");
    }
}
