package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.task.Outcome;

class EchoTaskRouteTest extends RouteTest {

    @Test
    void thePromptIsTheResult() {
        assertThat(bench.send("echo-task", null, Map.of("task", Samples.task("t1"))).getMessage().getBody())
                .isEqualTo(Outcome.completed("say hello"));
    }
}
