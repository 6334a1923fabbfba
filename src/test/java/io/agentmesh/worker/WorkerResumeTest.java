package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** A run that died with its worker, as with a container, and the restarted worker. */
class WorkerResumeTest extends LivesScene {

    @Test
    void itsSessionGoesOnInTheSameAttempt() {
        WorkerProcess first = start();
        String task = submit("drip t1");
        within().until(() -> output(task).size() > 3);
        within().until(() -> journal(task).path("session").asText().equals("ses_1"));
        first.kill();
        killAgent(task);
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
}
