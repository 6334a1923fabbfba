package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.agentmesh.worker.lifecycle.WorkerExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run that outlives its worker, and the worker's next lives. */
@Execution(ExecutionMode.CONCURRENT)
class WorkerAdoptionTest extends LivesScene {

    @Test
    void aRunThatGoesOnIsFollowedAsIfNothingHadHappened() {
        WorkerProcess first = start();
        String task = submit("drip t1");
        String next = submit("say next");
        within().until(() -> output(task).size() > 5);

        first.kill();
        assertThat(fixture.agent.left()).hasSize(1);
        WorkerProcess second = start();
        awaitMore(task);
        second.signal("USR1");
        assertThat(second.exitCode()).isEqualTo(WorkerExit.HANDED_OVER);
        start();
        awaitMore(task);
        assertThat(task(task).path("status").asText()).isEqualTo("running");
        assertThat(task(next).path("status").asText()).as("its folder is taken").isEqualTo("pending");
        fixture.agent.release("t1");

        awaitStatus(task, "completed");
        awaitStatus(next, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("t1");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(fixture.agent.prompts()).containsExactly("drip t1", "say next");
        List<String> output = output(task);
        assertThat(output.subList(0, output.size() - 1)).isEqualTo(
                IntStream.range(1, output.size()).mapToObj(line -> "line " + line).toList());
        assertThat(output).endsWith("t1");
        awaitSettled();
    }

    @Test
    void itsCancelWorks() {
        WorkerProcess first = start();
        String task = submit("stay");
        within().until(fixture.agent::stays);
        first.kill();
        start();
        within().until(() -> first.log().contains(" adopted, attempt "));

        calls.post("/v1/opencode/tasks/" + task + "/cancel", Map.of());

        awaitStatus(task, "cancelled");
        within().until(() -> fixture.agent.left().isEmpty());
        awaitSettled();
    }

    @Test
    void aRunWhoseModelFailsForNowIsBegunAgain() {
        WorkerProcess first = start();
        String task = submit("late t1");
        within().until(() -> fixture.agent.prompts().size() == 1);
        first.kill();
        start();
        within().until(() -> first.log().contains(" adopted, attempt "));

        fixture.agent.release("t1");

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("resumed");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(fixture.agent.sessions()).containsExactly("ses_1");
        awaitSettled();
    }

    @Test
    void aRunWhoseWorkerStaysAwayEndsByItself() {
        fixture.with("task_timeout", 12);
        WorkerProcess first = start();
        String task = submit("deaf");
        within().until(fixture.agent::stays);

        first.kill();

        within().until(() -> fixture.agent.left().isEmpty());
        start();
        awaitStatus(task, "failed");
        assertThat(task(task).path("error").asText()).isEqualTo("timed out after 12s (task_timeout)");
        awaitSettled();
    }

    @Test
    void aRunWhoseProcessNoFileNamesIsFollowedAllTheSame() throws Exception {
        WorkerProcess first = start();
        String task = submit("drip t1");
        within().until(() -> output(task).size() > 5);
        first.kill();
        Files.writeString(run(task).resolve("process.json"), "{\"pid\":");

        start();
        awaitMore(task);
        fixture.agent.release("t1");

        awaitStatus(task, "completed");
        assertThat(fixture.agent.prompts()).containsExactly("drip t1");
        awaitSettled();
    }

    @Test
    void aRunWhoseJournalIsLostIsEndedAndReportedAndNotBegunAgain() throws Exception {
        WorkerProcess first = start();
        String task = submit("stay");
        within().until(fixture.agent::stays);
        first.kill();
        Files.writeString(run(task).resolve("run.json"), "{\"task\":{\"id\":");

        start();

        awaitStatus(task, "failed");
        assertThat(task(task).path("error").asText()).isEqualTo("what was left of the task can't be read");
        assertThat(fixture.agent.left()).isEmpty();
        assertThat(fixture.agent.prompts()).containsExactly("stay");
        assertThat(first.log()).contains("run.json is broken").contains("it is set aside as run.json.broken");
        awaitSettled();
    }

    private void awaitMore(String task) {
        int known = output(task).size();
        within().until(() -> output(task).size() > known + 5);
    }
}
