package io.agentmesh.server.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which task is answered to whom who waits. */
@Timeout(300)
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class TaskLongPollsTest extends TaskLongPollScene {

    @Test
    void serverSaysThatItCanWait() {
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w\"}").json().path("features")
                .toString()).contains("\"wait\"");
    }

    @Test
    void taskThatIsThereIsAnsweredAtOnce() throws Exception {
        String task = server.createTask(server.registerCodebase("w1", "/p"));

        assertThat(wait("w1", 30).get(25, TimeUnit.SECONDS).body()).contains(task);
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

        assertThat(mine.get(25, TimeUnit.SECONDS).body()).contains(task);
        assertThat(onlooker.get(25, TimeUnit.SECONDS).body()).contains(task);
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

        assertThat(((HttpResponse<?>) any.get(25, TimeUnit.SECONDS)).body().toString()).contains(task);
    }

    @Test
    void registrationTaskIsAnsweredToEverybody() throws Exception {
        server.registerWorker("w1");
        List<CompletableFuture<HttpResponse<String>>> all = List.of(wait("w1", 30), wait("w2", 30));

        server.post("/v1/opencode/codebases", "{\"name\": \"a\", \"path\": \"/p\"}");

        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(each.get(25, TimeUnit.SECONDS).body()).contains("register_codebase");
        }
    }

    @Test
    void taskThatIsGivenBackIsAnswered() throws Exception {
        String task = server.createTask(server.registerCodebase("w1", "/p"));
        server.claim(task, "w1");
        CompletableFuture<HttpResponse<String>> waiting = wait("w1", 30);
        assertStillWaiting(waiting);

        server.report(task, "pending", "w1", "");

        assertThat(waiting.get(25, TimeUnit.SECONDS).body()).contains(task);
    }

    @Test
    void mostUrgentTaskComesFirst() throws Exception {
        String codebase = server.registerCodebase("w1", "/p");
        server.createTask(codebase);
        String urgent = server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 5}").json().at("/task/id").asText();

        assertThat(wait("w1", 30, "&limit=1").get(25, TimeUnit.SECONDS).body()).contains(urgent);
    }
}
