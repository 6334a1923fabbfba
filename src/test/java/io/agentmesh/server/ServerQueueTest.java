package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamReadGroupArgs;

/** What of the server's tasks stands on the streams in Redis. */
@Timeout(300)
@Tag("store")
@Execution(ExecutionMode.CONCURRENT)
class ServerQueueTest extends ServerQueueScene {

    @Test
    void aNewTaskStandsOnTheStreamOfItsCodebaseAsTheApiAnswersIt() {
        String task = server.createTask(codebase);

        ObjectNode entry = (ObjectNode) server.task(task);
        entry.remove("waiting_for");
        eventually(() -> assertThat(tasks(codebase)).containsExactly(entry));
        RStream<String, String> stream = client.client().getStream("a2a:tasks:" + codebase);
        assertThat(stream.readGroup("workers", "w1", StreamReadGroupArgs.neverDelivered().count(9))).hasSize(1);
    }

    @Test
    void tasksOfNoCodebaseHaveStreamsToo() {
        String global = server.createTask("global");
        server.post("/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/n\"}");

        eventually(() -> assertThat(tasks("global")).extracting(task -> task.path("id").asText()).containsExactly(global));
        eventually(() -> assertThat(tasks("__pending__")).extracting(task -> task.path("agent_type").asText())
                .containsExactly("register_codebase"));
    }

    @Test
    void aTaskThatIsGivenBackHasOneEntryAndANewAttempt() {
        String task = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(task));
        client.client().<String, String>getStream("a2a:tasks:" + codebase)
                .readGroup("workers", "w1", StreamReadGroupArgs.neverDelivered().count(1));
        server.claim(task, "w1");

        server.report(task, "pending", "w1", "");

        eventually(() -> assertThat(tasks(codebase)).extracting(each -> each.path("attempt").asInt()).containsExactly(1));
        assertThat(client.client().getStream("a2a:tasks:" + codebase).getPendingInfo("workers").getTotal()).isZero();
    }

    @Test
    void whatIsOverLeavesRedis() {
        String cancelled = server.createTask(codebase);
        String done = server.createTask(codebase);
        String waiting = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(cancelled, done, waiting));

        server.post("/v1/opencode/tasks/" + cancelled + "/cancel");
        server.claim(done, "w1");
        server.report(done, "completed", "w1", ", \"result\": \"r\"");
        eventually(() -> assertThat(ids(codebase)).containsExactly(waiting));

        server.delete("/v1/opencode/codebases/" + codebase);
        eventually(() -> assertThat(ids(codebase)).isEmpty());
    }
}
