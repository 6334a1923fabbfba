package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A worker that is killed at each step of a task, as soon as the step is on the disk. */
class WorkerTransitionsTest extends LivesScene {

    @Test
    void eachTaskIsDoneOnceWhereverItsWorkerWasKilled() {
        WorkerProcess life = start();
        for (String step : List.of("claims/%s.json", "runs/%s-1/run.json", "runs/%s-1/stdout", "runs/%s-1/exit",
                "outbox/%s-1.json")) {
            String word = step.replaceAll("[^a-z]", "");
            String task = submit("say " + word);
            Path file = fixture.state.resolve(step.formatted(task));
            within().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> Files.exists(file)
                    || task(task).path("status").asText().equals("completed"));
            life.kill();

            life = start();

            awaitStatus(task, "completed");
            assertThat(task(task).path("result").asText()).isEqualTo(word);
            assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
            assertThat(output(task)).containsExactly(word);
        }
        assertThat(fixture.agent.prompts()).hasSize(5).doesNotHaveDuplicates();
        awaitSettled();
    }
}
