package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.agentmesh.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("store")
class TaskLongPollsTest {

    private static final int WAITERS = 200;

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serverSaysThatItCanWait() {
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w\"}").json().path("features")
                .toString()).contains("\"wait\"");
    }

    @Test
    void taskThatIsThereIsAnsweredAtOnce() throws Exception {
        String task = server.createTask(server.registerCodebase("w1", "/p"));

        assertThat(wait("w1", 30).get(10, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void taskThatComesIsAnsweredToItsWorkerAlone() throws Exception {
        String codebase = server.registerCodebase("w1", "/p");
        CompletableFuture<HttpResponse<String>> mine = wait("w1", 30);
        CompletableFuture<HttpResponse<String>> other = wait("w2", 30);
        CompletableFuture<HttpResponse<String>> onlooker = wait("", 30);
        assertStillWaiting(mine);
        assertStillWaiting(other);

        String task = server.createTask(codebase);

        assertThat(mine.get(10, TimeUnit.SECONDS).body()).contains(task);
        assertThat(onlooker.get(10, TimeUnit.SECONDS).body()).contains(task);
        assertThat(mine.get().headers().firstValue("Content-Type")).hasValue("application/json");
        assertStillWaiting(other);
    }

    @Test
    void taskOfASharedCodebaseIsAnsweredToOneOfItsWorkersAtLeast() throws Exception {
        String codebase = server.post("/v1/opencode/codebases",
                "{\"name\": \"s\", \"path\": \"/p\", \"worker_id\": \"w1\", \"shared\": true}").json()
                .at("/codebase/id").asText();
        server.post("/v1/opencode/codebases",
                "{\"name\": \"s\", \"path\": \"/p\", \"worker_id\": \"w2\", \"shared\": true}");
        CompletableFuture<Object> any = CompletableFuture.anyOf(wait("w1", 30), wait("w2", 30));

        String task = server.createTask(codebase);

        assertThat(((HttpResponse<?>) any.get(10, TimeUnit.SECONDS)).body().toString()).contains(task);
    }

    @Test
    void registrationTaskIsAnsweredToEverybody() throws Exception {
        server.registerWorker("w1");
        List<CompletableFuture<HttpResponse<String>>> all = List.of(wait("w1", 30), wait("w2", 30));

        server.post("/v1/opencode/codebases", "{\"name\": \"a\", \"path\": \"/p\"}");

        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(each.get(10, TimeUnit.SECONDS).body()).contains("register_codebase");
        }
    }

    @Test
    void taskThatIsGivenBackIsAnswered() throws Exception {
        String task = server.createTask(server.registerCodebase("w1", "/p"));
        server.claim(task, "w1");
        CompletableFuture<HttpResponse<String>> waiting = wait("w1", 30);
        assertStillWaiting(waiting);

        server.report(task, "pending", "w1", "");

        assertThat(waiting.get(10, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void mostUrgentTaskComesFirst() throws Exception {
        String codebase = server.registerCodebase("w1", "/p");
        server.createTask(codebase);
        String urgent = server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 5}").json().at("/task/id").asText();

        assertThat(wait("w1", 30, "&limit=1").get(10, TimeUnit.SECONDS).body()).contains(urgent);
    }

    @Test
    void whoWaitsInVainIsAnsweredNothingWhenTheTimeIsOver() throws Exception {
        assertThat(wait("w1", 1).get(10, TimeUnit.SECONDS).body()).isEqualTo("[]");
    }

    @Test
    void badQueryIsRefused() {
        assertThat(server.get("/v1/opencode/tasks?wait=soon").status()).isEqualTo(400);
        assertThat(server.get("/v1/opencode/tasks?wait=5&status=odd").status()).isEqualTo(400);
        assertThat(server.get("/v1/opencode/tasks?wait=5&wait=6").status()).isEqualTo(400);
        assertThat(server.get("/v1/opencode/tasks?wait=-1").status()).isEqualTo(400);
    }

    @Test
    void clientThatLeavesIsForgotten() throws Exception {
        String codebase = server.registerCodebase("w1", "/p");
        CompletableFuture<HttpResponse<String>> waiting = wait("w1", 30);
        assertStillWaiting(waiting);
        waiting.cancel(true);

        String task = server.createTask(codebase);

        assertThat(wait("w1", 30).get(10, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void serverStopsAtOnceThoughClientsWait() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = wait("w1", 30);
        assertStillWaiting(waiting);

        server.close();

        assertThatCode(() -> waiting.get(10, TimeUnit.SECONDS)).satisfiesAnyOf(
                nothing -> assertThat(nothing).isNull(), error -> assertThat(error).isInstanceOf(ExecutionException.class));
    }

    @Test
    void manyWhoWaitHaveNoThreadsAndEachGetsItsOwn() throws Exception {
        List<String> codebases = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            codebases.add(server.registerCodebase("w" + i, "/p"));
        }
        int before = serverThreads();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiting.add(wait("w" + i, 30));
        }
        assertStillWaiting(waiting.get(WAITERS - 1));
        assertThat(serverThreads()).isLessThan(before + 10);

        for (int i = WAITERS - 1; i >= 0; i--) {
            String task = server.createTask(codebases.get(i));
            assertThat(waiting.get(i).get(10, TimeUnit.SECONDS).body()).contains(task);
        }
    }

    private CompletableFuture<HttpResponse<String>> wait(String workerId, int seconds) {
        return wait(workerId, seconds, "");
    }

    private CompletableFuture<HttpResponse<String>> wait(String workerId, int seconds, String more) {
        return client.sendAsync(server.request("/v1/opencode/tasks?status=pending&worker_id=" + workerId + "&wait="
                + seconds + more).build(), BodyHandlers.ofString());
    }

    /** It has time enough to be answered, if it would be. */
    private static void assertStillWaiting(CompletableFuture<?> answer) {
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> !answer.isDone());
    }

    /** Those of this JVM without those of its HTTP clients. */
    private static int serverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient")).count();
    }
}
