package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmesh.worker.slot.Decision;
import org.junit.jupiter.api.Test;

class CancelTaskRouteTest extends RouteTest {

    @Test
    void aTaskThatDoesNotRunHereIsLeftAlone() {
        assertThat(bench.send("cancel-task", "t1").getException()).isNull();
        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    @Test
    void aTaskThatHasNotBegunYetEndsAsItBegins() {
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        assertThat(bench.send("cancel-task", "t1").getException()).isNull();

        assertThat(bench.beans.runs.ending()).containsExactly("t1");
    }

    @Test
    void theWishGoesWithTheTask() {
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "say hello");
        bench.intercept("claim-task", "run-task").whenAnyExchangeReceived(exchange ->
                bench.camel().createProducerTemplate().sendBody("direct:cancel-task", "t1"));
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        bench.send("claim-task", Samples.task("t1"), Decision.run(folder));

        assertThat(bench.beans.slots.holds("t1")).isFalse();
        assertThat(bench.beans.runs.ending()).isEmpty();
    }
}
