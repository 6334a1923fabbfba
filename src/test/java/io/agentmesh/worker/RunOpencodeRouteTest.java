package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.agentmesh.opencode.OpenCodeLocator;
import io.agentmesh.opencode.RefusedTaskException;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

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

    private Exchange run(Task task, Path shop) {
        bench.beans.agent.look(fixture.agent.program(), new OpenCodeLocator("", Path.of("/")),
                bench.beans.environment, bench.beans.scratch(), missing -> {
                    throw missing;
                });
        await().until(bench.beans.agent::isReady);
        return bench.send("run-opencode", task, Decision.run(shop));
    }
}
