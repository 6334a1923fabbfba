package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartWorkerRouteTest extends RouteTest {

    @Test
    void theWorkerRegistersAndThenAsksForTasks() {
        var registered = bench.intercept("start-worker", "register-worker");
        var asked = bench.intercept("start-worker", "fetch-tasks");

        bench.send("start-worker", null);

        assertThat(registered.getExchanges()).hasSize(1);
        assertThat(asked.getExchanges()).hasSize(1);
    }
}
