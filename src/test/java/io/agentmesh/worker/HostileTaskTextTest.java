package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Task;

/** The filters of accept-task name the whole task within expressions: what a person wrote into it is no part of them. */
class HostileTaskTextTest extends RouteTest {

    @ParameterizedTest
    @ValueSource(strings = {"a, 'b', \"c\"", "a) || (b", "${bean:slots?method=close}",
        "x') } ${bean:slots?method=close} ('", "{{worker.nothing}}", "}", "${", "null"})
    void taskOfAnyTextIsTakenAsItIs(String text) {
        MockEndpoint claimed = bench.replace("claim-task");
        String codebase = server.codebase(fixture.folder("shop").toString(), "w1");
        Task task = new Task("t1", codebase, text, text, "build", "pending", 0, text, text, null, text, 0);

        Exchange exchange = bench.send("accept-task", task);

        assertThat(exchange.getException()).isNull();
        assertThat(bench.beans.slots.isClosed()).isFalse();
        await().untilAsserted(() -> assertThat(claimed.getExchanges()).singleElement().satisfies(one ->
                assertThat(one.getVariable("task", Task.class).title()).isEqualTo(text)));
    }
}
