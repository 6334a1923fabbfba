package io.agentmesh.server.longpoll;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with two workers, for clients that wait for tasks. */
abstract class TaskLongPollScene {

    @TempDir
    Path folder;
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    CompletableFuture<HttpResponse<String>> wait(String workerId, int seconds) {
        return wait(workerId, seconds, "");
    }

    CompletableFuture<HttpResponse<String>> wait(String workerId, int seconds, String more) {
        return client.sendAsync(server.request("/v1/opencode/tasks?status=pending&worker_id=" + workerId + "&wait="
                + seconds + more).build(), BodyHandlers.ofString());
    }

    /** It has time enough to be answered, if it would be. */
    static void assertStillWaiting(CompletableFuture<?> answer) {
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(60)).until(() -> !answer.isDone());
    }
}
