package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/** A task that was listed without its prompt. */
class ClaimPromptRouteTest extends RouteTest {

    private MockEndpoint ran;
    private Task task;
    private Decision decision;

    @BeforeEach
    void listed() {
        ran = bench.replace("run-task");
        Path shop = fixture.folder("shop");
        task = Samples.ofCodebase("t1", server.codebase(shop.toString(), "w1")).withoutPrompt();
        server.add(ClassicServer.task("t1", task.codebaseId(), "say it"));
        decision = Decision.run(shop);
        assertThat(bench.beans.slots.reserve(task, decision)).isTrue();
    }

    @Test
    void thePromptComesWithTheYes() {
        bench.send("claim-task", task, decision);

        assertThat(begun().prompt()).isEqualTo("say it");
        assertThat(server.calls("GET .*/tasks/t1")).isEmpty();
    }

    @Test
    void aPromptThatDoesNotComeWithTheYesIsAskedFor() {
        server.fails("PUT .*", Fault.body(200, "{\"success\": true}"));

        bench.send("claim-task", task, decision);

        assertThat(begun().prompt()).isEqualTo("say it");
        assertThat(begun().attempt()).isEqualTo(1);
    }

    private Task begun() {
        return ran.getExchanges().get(0).getVariable("task", Task.class);
    }
}
