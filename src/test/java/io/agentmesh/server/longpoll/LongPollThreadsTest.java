package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Long polls take no threads. Its methods run one after the other, as they count the threads of the JVM: a server that
 * another test starts meanwhile has dozens.
 */
@Timeout(300)
@Tag("store")
class LongPollThreadsTest extends TaskLongPollScene {

    private static final int WAITERS = 100;

    @Test
    void manyWhoWaitForTasksHaveNoThreadsAndEachGetsItsOwn() throws Exception {
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
        assertThat(serverThreads()).isLessThan(before + WAITERS / 2);

        List<String> tasks = codebases.stream().map(server::createTask).toList();
        for (int i = 0; i < WAITERS; i++) {
            assertThat(waiting.get(i).get(25, TimeUnit.SECONDS).body()).contains(tasks.get(i));
        }
    }

    @Test
    void manyWhoWaitForCancelsHaveNoThreads() throws Exception {
        server.registerWorker("holder");
        server.registerWorker("other");
        String task = server.createTask("global");
        server.claim(task, "holder");
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        int before = serverThreads();
        for (int i = 0; i < WAITERS; i++) {
            waiting.add(waitForCancels("other"));
        }
        CompletableFuture<HttpResponse<String>> holder = waitForCancels("holder");
        assertStillWaiting(holder);
        assertThat(serverThreads()).isLessThan(before + WAITERS / 2);

        assertThat(server.post("/v1/opencode/tasks/" + task + "/cancel").status()).isEqualTo(200);

        assertThat(holder.get(25, TimeUnit.SECONDS).body()).contains(task);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    private CompletableFuture<HttpResponse<String>> waitForCancels(String worker) {
        return client.sendAsync(server.request("/v1/opencode/workers/" + worker + "/cancels?wait=30").build(),
                BodyHandlers.ofString());
    }

    /** Those of this JVM without those of its HTTP clients. */
    private static int serverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient")).count();
    }
}
