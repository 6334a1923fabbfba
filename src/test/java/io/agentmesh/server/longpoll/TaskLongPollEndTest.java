package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a wait for a task ends. */
@Timeout(300)
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class TaskLongPollEndTest extends TaskLongPollScene {

    @Test
    void whoWaitsInVainIsAnsweredNothingWhenTheTimeIsOver() throws Exception {
        assertThat(wait("w1", 1).get(25, TimeUnit.SECONDS).body()).isEqualTo("[]");
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

        assertThat(wait("w1", 30).get(25, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void serverStopsAtOnceThoughClientsWait() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = wait("w1", 30);
        assertStillWaiting(waiting);

        server.close();

        assertThatCode(() -> waiting.get(25, TimeUnit.SECONDS)).satisfiesAnyOf(
                nothing -> assertThat(nothing).isNull(), error -> assertThat(error).isInstanceOf(ExecutionException.class));
    }
}
