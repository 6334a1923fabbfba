package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartWorkerRouteTest extends RouteTest {

    @Test
    void theWorkerRegisters() {
        var registered = bench.replace("register-worker");

        bench.send("start-worker", null);

        assertThat(registered.getExchanges()).hasSize(1);
    }
}
