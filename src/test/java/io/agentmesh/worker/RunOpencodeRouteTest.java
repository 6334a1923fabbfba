package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

class RunOpencodeRouteTest extends RouteTest {

    @Test
    void theAgentWorksInTheCodebaseAndItsAnswerIsTheOutcome() {
        Path shop = fixture.folder("shop");

        Exchange exchange = run(Samples.task("t1").withAttempt(1), shop);

        Outcome outcome = exchange.getMessage().getBody(Outcome.class);
        assertThat(outcome.status()).isEqualTo("completed");
        assertThat(outcome.result()).isEqualTo("hello");
        assertThat(fixture.agent.workedIn()).isEqualTo(shop);
    }

    @Test
    void aTaskThatCannotBeACommandIsRefused() {
        Task withoutPrompt = new Task("t1", "cb1", "", "", "build", "pending", 0, null, null, null, null, 1);

        assertThat(run(withoutPrompt, fixture.folder("shop")).getException()).isInstanceOf(RefusedTaskException.class);
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void aModelThatFailsEarlyForAPassingReasonIsTriedAgainInTheSameSession() throws Exception {
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "flaky 2");
        Task task = task("flaky 2");

        Outcome outcome = run(task, fixture.folder("shop")).getMessage().getBody(Outcome.class);

        assertThat(outcome.status()).isEqualTo("completed");
        assertThat(outcome.result()).isEqualTo("steady");
        assertThat(fixture.agent.prompts()).hasSize(3);
        assertThat(fixture.agent.sessions()).containsExactly("ses_1", "ses_1");
        assertThat(bench.beans.runs.folder("t1-1").readOutcome()).isEqualTo(outcome);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(server.output("t1"))
                .containsPattern("(?s)^✗[^✗]*busy[^✗]*✗[^✗]*busy[^✗]*steady\\s*$"));
    }

    @Test
    void itIsGivenUpInTheEnd() {
        Outcome outcome = run(task("flaky 99"), fixture.folder("shop")).getMessage().getBody(Outcome.class);

        assertThat(outcome.status()).isEqualTo("failed");
        assertThat(outcome.error()).isEqualTo("the model could not be reached (503): busy");
        assertThat(outcome.sessionId()).isEqualTo("ses_1");
        assertThat(fixture.agent.prompts()).hasSize(3);
    }

    @Test
    void anyOtherFailureIsFinal() {
        Outcome outcome = run(task("fail"), fixture.folder("shop")).getMessage().getBody(Outcome.class);

        assertThat(outcome.error()).isEqualTo("OpenCode ended with exit 3: it broke");
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aCancelBetweenTwoTriesIsTheEnd() {
        bench.close();
        bench = new RouteBench(fixture, Map.of("logRetry", (Processor) exchange -> bench.beans.runs.cancel("t1")));

        Outcome outcome = run(task("flaky 99"), fixture.folder("shop")).getMessage().getBody(Outcome.class);

        assertThat(outcome.status()).isEqualTo("cancelled");
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    private static Task task(String prompt) {
        return new Task("t1", "cb1", "a title", prompt, "build", "pending", 0, null, null, null, null, 1);
    }

    private Exchange run(Task task, Path shop) {
        bench.beans.agent.find(fixture.agent.program(), new OpenCodeLocator("", Path.of("/")),
                bench.beans.environment, bench.beans.scratch(), missing -> {
                    throw missing;
                });
        await().until(bench.beans.agent::isReady);
        return bench.send("run-opencode", task, Decision.run(shop));
    }
}
