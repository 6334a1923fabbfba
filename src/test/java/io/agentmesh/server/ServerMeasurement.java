package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures, printed; no part of the build, as they depend on the machine. Client and server share this JVM.
 * {@code mvn test -Dtest=ServerMeasurement [-Dtest.store=postgres]}
 */
class ServerMeasurement {

    private static final int WAITERS = 1_000;
    private static final int PENDING = 100_000;
    private static final int POLLS = 1_000;
    private static final String POLL = "/v1/opencode/tasks?status=pending&worker_id=mine";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void fromTaskToAnswerWithManyWhoWait(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            List<String> codebases = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                codebases.add(server.registerCodebase("w" + i, "/p"));
            }
            plain(server, "beside: a codebase, over HTTP", "/v1/opencode/codebases/" + codebases.get(0));
            int before = serverThreads();
            List<CompletableFuture<Long>> answered = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                answered.add(client.sendAsync(server.request("/v1/opencode/tasks?status=pending&worker_id=w" + i
                        + "&wait=30").build(), BodyHandlers.ofString()).thenApply(ServerMeasurement::arrived));
            }
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(20))
                    .until(() -> answered.stream().noneMatch(CompletableFuture::isDone));
            int during = serverThreads();
            long[] micros = new long[WAITERS];
            for (int i = 0; i < WAITERS; i++) {
                long begin = System.nanoTime();
                server.createTask(codebases.get(i));
                micros[i] = (answered.get(i).get(30, TimeUnit.SECONDS) - begin) / 1_000;
            }
            print("task created -> answered, " + WAITERS + " waiting at first", micros);
            System.out.printf("threads without those of the client: %d before, %d while %d wait%n", before, during, WAITERS);
        }
    }

    @Test
    void pollBesideManyTasksOfOthers(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            server.registerCodebase("mine", "/mine");
            plain(server, "poll of an empty server, over HTTP", POLL);
            try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
                statement.execute("""
                        insert into tasks (id, codebase_id, title, prompt, agent_type, status, priority, metadata, created_at)
                        with recursive n (i) as (select 1 union all select i + 1 from n where i < %d)
                        select 'other-' || i, 'codebase-' || (i %% 50), 't', 'p', 'build', 'pending', i %% 3, '{}',
                        '2026-01-01T00:00:00.000000Z' from n""".formatted(PENDING));
            }
            plain(server, "poll beside " + PENDING + " pending tasks of others, over HTTP", POLL);
        }
    }

    private void plain(TestServer server, String what, String path) throws Exception {
        long[] micros = new long[POLLS];
        int bytes = 0;
        for (int i = -POLLS; i < POLLS; i++) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = client.send(server.request(path).build(), BodyHandlers.ofString());
            bytes = answer.body().length();
            if (i >= 0) {
                micros[i] = (System.nanoTime() - begin) / 1_000;
            }
        }
        print(what + " (" + bytes + " bytes)", micros);
    }

    private static long arrived(HttpResponse<String> response) {
        assertThat(response.body()).isNotEqualTo("[]");
        return System.nanoTime();
    }

    private static int serverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient")).count();
    }

    private static void print(String what, long[] micros) {
        Arrays.sort(micros);
        System.out.printf("%s: best %.1f ms, p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n", what, micros[0] / 1e3, micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3, micros[micros.length - 1] / 1e3);
    }
}
