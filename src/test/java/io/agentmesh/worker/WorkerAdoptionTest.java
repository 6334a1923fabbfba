package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that outlives its worker, and the worker's next life. */
class WorkerAdoptionTest extends LivesScene {

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "USR1"})
    void aRunThatGoesOnIsFollowedAsIfNothingHadHappened(String signal) {
        WorkerProcess first = start();
        String task = submit("drip t1");
        within().until(() -> output(task).size() > 20);

        first.signal(signal);
        assertThat(first.exitCode()).isEqualTo(signal.equals("KILL") ? 137 : 6);
        assertThat(fixture.agent.left()).hasSize(1);
        int known = output(task).size();
        start();
        within().until(() -> output(task).size() > known + 20);
        assertThat(task(task).path("status").asText()).isEqualTo("running");
        fixture.agent.release("t1");

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("t1");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(fixture.agent.prompts()).containsExactly("drip t1");
        assertThat(output(task)).isEqualTo(numberedUpTo(output(task).size() - 1, "t1"));
        awaitSettled();
    }

    @Test
    void itsCancelWorks() {
        WorkerProcess first = start();
        String task = submit("stay");
        within().until(fixture.agent::stays);
        first.kill();
        start();
        within().until(() -> first.log().contains("goes on"));

        calls.post("/v1/opencode/tasks/" + task + "/cancel", Map.of());

        awaitStatus(task, "cancelled");
        within().until(() -> fixture.agent.left().isEmpty());
        awaitSettled();
    }

    @Test
    void itsTimeCountsFromItsRealStart() {
        WorkerProcess first = start();
        String task = submit("stay");
        within().until(fixture.agent::stays);
        first.kill();
        fixture.with("task_timeout", "100ms");
        start();

        awaitStatus(task, "failed");
        assertThat(task(task).path("error").asText()).isEqualTo("timed out after 0.1s (task_timeout)");
        assertThat(fixture.agent.left()).isEmpty();
    }

    @Test
    void itsFolderAndItsSlotAreTakenUntilItsEnd() {
        WorkerProcess first = start();
        String task = submit("hold t1");
        awaitRuns(1);
        String next = submit("say next");
        first.kill();
        WorkerProcess second = start();
        within().until(() -> second.log().split("registered at").length > 2);

        assertThat(task(next).path("status").asText()).isEqualTo("pending");
        fixture.agent.release("t1");
        awaitStatus(task, "completed");
        awaitStatus(next, "completed");
        assertThat(fixture.agent.prompts()).containsExactly("hold t1", "say next");
    }

    @Test
    void aRunThatTheServerHasGivenToAnotherAttemptIsEnded() {
        WorkerProcess first = start();
        String task = submit("stay");
        within().until(fixture.agent::stays);
        first.kill();
        calls.put("/v1/opencode/tasks/" + task + "/status",
                Map.of("status", "failed", "worker_id", "w1", "error", "somebody ended it"));
        start();

        within().until(() -> fixture.agent.left().isEmpty());
        assertThat(task(task).path("error").asText()).isEqualTo("somebody ended it");
        awaitSettled();
    }

    private static List<String> numberedUpTo(int count, String end) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add("line " + i);
        }
        lines.add(end);
        return lines;
    }
}
