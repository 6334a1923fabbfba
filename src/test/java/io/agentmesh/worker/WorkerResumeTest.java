package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** A run that died with its worker, as with a container, and the worker's next life. */
class WorkerResumeTest extends LivesScene {

    private static final String STOPPED = "the worker was stopped while the task ran";

    @Test
    void itsSessionGoesOnInTheSameAttempt() {
        String task = dieWith("drip t1");
        List<String> before = output(task);

        start();

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("resumed");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(fixture.agent.prompts()).hasSize(2);
        assertThat(fixture.agent.arguments().get(0)).doesNotContain("--session");
        assertThat(fixture.agent.arguments().get(1)).contains("--session=ses_1");
        assertThat(output(task)).startsWith(before.toArray(String[]::new)).endsWith("resumed").doesNotHaveDuplicates();
        awaitSettled();
    }

    @Test
    void whereItShouldFailItFails() {
        fixture.with("on_crash", "fail");
        String task = dieWith("drip t1");

        start();

        awaitStatus(task, "failed");
        assertThat(task(task).path("error").asText()).isEqualTo(STOPPED);
        assertThat(task(task).path("session_id").asText()).isEqualTo("ses_1");
        assertThat(fixture.agent.prompts()).hasSize(1);
        awaitSettled();
    }

    @Test
    void whereItShouldBeReleasedTheServerGivesItAgain() {
        fixture.with("on_crash", "release");
        String task = dieWith("drip t1");
        fixture.agent.release("t1");

        start();

        awaitStatus(task, "completed");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(2);
        assertThat(task(task).path("result").asText()).isEqualTo("t1");
        awaitSettled();
    }

    @Test
    void onceMoreThanAllowedIsOnceTooOften() {
        fixture.with("max_attempts", 1);
        String task = dieWith("drip t1");

        start();

        awaitStatus(task, "failed");
        assertThat(task(task).path("error").asText()).isEqualTo(STOPPED);
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    private String dieWith(String prompt) {
        WorkerProcess first = start();
        String task = submit(prompt);
        within().until(() -> output(task).size() > 3);
        within().until(() -> journal(task).path("session").asText().equals("ses_1"));
        first.kill();
        killAgent(task);
        return task;
    }
}
