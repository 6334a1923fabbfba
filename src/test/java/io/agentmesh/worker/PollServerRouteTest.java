package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollServerRouteTest extends RouteTest {

    @Test
    void eachBeatOfTheTimerAsksForTasks() {
        var fetched = bench.replace("fetch-tasks");

        bench.send("poll-server", null);
        bench.send("poll-server", null);

        assertThat(fetched.getExchanges()).hasSize(2);
    }
}
