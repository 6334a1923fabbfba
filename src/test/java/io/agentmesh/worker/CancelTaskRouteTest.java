package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CancelTaskRouteTest extends RouteTest {

    @Test
    void aTaskThatDoesNotRunHereIsLeftAlone() {
        assertThat(bench.send("cancel-task", "t1").getException()).isNull();
    }
}
