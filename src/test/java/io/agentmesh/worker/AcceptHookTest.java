package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/** What the hook {@code accept} may do to a task, and to the source that it comes from. */
class AcceptHookTest extends RouteTest {

    @ParameterizedTest
    @ValueSource(strings = {"stop", "handle", "fail", "leave"})
    void taskThatTheHookDoesNotAcceptIsLeftAndItsSourceGoesOn(String way) throws Exception {
        bench.close();
        bench = new RouteBench(fixture.property("worker.hook-accept=my-hook"));
        MockEndpoint claimed = bench.replace("claim-task");
        Task task = Samples.ofCodebase("t1", server.codebase(fixture.folder("shop").toString(), "w1"));
        bench.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:my-hook").onException(IOException.class).handled(true).end().process(exchange -> {
                    exchange.setVariable("task", "another");
                    exchange.setRouteStop(way.equals("stop"));
                    if (way.equals("handle") || way.equals("fail")) {
                        throw way.equals("fail") ? new IllegalStateException("mine broke") : new IOException("mine broke");
                    }
                    if (way.equals("leave")) {
                        exchange.setVariable("decision", Decision.leave("not today"));
                    }
                });
                from("direct:my-source").to("direct:accept-task").to("mock:after");
            }
        });

        bench.send("my-source", task);

        assertThat(bench.mockOf("after").getExchanges()).singleElement().satisfies(exchange ->
                assertThat(exchange.getVariable("task")).isEqualTo(task));
        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }
}
