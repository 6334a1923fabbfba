package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a wait for a task ends. */
@Timeout(60)
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class TaskLongPollEndTest extends TaskLongPollScene {

    private static final int WAITERS = 200;

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

    /** Those of this JVM without those of its HTTP clients. */
    private static int serverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient")).count();
    }
}
