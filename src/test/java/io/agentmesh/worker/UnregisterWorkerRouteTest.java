package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;

class UnregisterWorkerRouteTest extends RouteTest {

    @Test
    void theServerIsTold() {
        bench.send("register-worker", null);
        bench.send("unregister-worker", null);

        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void itIsSaidOnceWhateverTheAnswer() {
        server.fails("POST .*", Fault.status(500));

        assertThat(bench.send("unregister-worker", null).getException()).isNotNull();
        assertThat(server.calls("POST .*/unregister")).hasSize(1);
    }
}
