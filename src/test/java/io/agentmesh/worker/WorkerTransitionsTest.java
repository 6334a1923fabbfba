package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A worker that is killed at each step of a task, as soon as the step is on the disk. */
class WorkerTransitionsTest extends LivesScene {

    private static final List<String> STEPS = List.of("claims/%s.json", "runs/%s-1/run.json", "runs/%s-1/stdout",
            "runs/%s-1/exit", "outbox/%s-1.json");
    /** A kill that comes when the task is over says nothing: another task is tried, but not for ever. */
    private static final int MOST_TASKS = 40;

    private WorkerProcess life;
    private int tasks;

    @Test
    void eachTaskIsDoneOnceWhereverItsWorkerWasKilled() {
        life = start();
        for (String step : STEPS) {
            boolean wasInTime;
            do {
                assertThat(tasks).as("tasks, none of which a kill has met at %s", step).isLessThan(MOST_TASKS);
                wasInTime = killAt(step, "word" + ++tasks);
            } while (!wasInTime);
        }
        assertThat(fixture.agent.prompts()).hasSize(tasks).doesNotHaveDuplicates();
        awaitSettled();
    }

    /** @return whether the task was still on its way when its worker was killed */
    private boolean killAt(String step, String word) {
        String task = submit("say " + word);
        Path file = fixture.state.resolve(step.formatted(task));
        within().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> Files.exists(file)
                || task(task).path("status").asText().equals("completed"));
        life.kill();
        boolean wasInTime = !task(task).path("status").asText().equals("completed");

        life = start();

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo(word);
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(output(task)).containsExactly(word);
        return wasInTime;
    }
}
