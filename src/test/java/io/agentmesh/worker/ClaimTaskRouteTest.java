package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;

/** What a server's answer to a claim comes to. */
class ClaimTaskRouteTest extends ClaimTaskScene {

    @Test
    void theEndOfAnEarlierAttemptIsNoneOfThisOne() {
        bench.beans.runs.cancel("t1");
        ran.whenAnyExchangeReceived(exchange -> assertThat(bench.beans.runs.isToEnd("t1")).isFalse());

        claim();

        assertThat(ran.getExchanges()).hasSize(1);
    }

    @Test
    void aYesRunsTheTaskAndFreesTheSlotOnce() {
        claim();

        assertThat(server.calls("PUT .*/t1/status")).singleElement().satisfies(call ->
                assertThat(call.json()).hasToString("{\"status\":\"running\",\"worker_id\":\"w1\"}"));
        assertThat(ran.getExchanges()).singleElement().satisfies(exchange ->
                assertThat(exchange.getVariable("task", Task.class)).isEqualTo(task.withAttempt(1)));
        assertThat(slots.releases).isEqualTo(1);
        await("the next task").until(() -> asked.getExchanges().size() == 1);
        assertThat(asked.getExchanges().get(0).getVariables()).as("what goes with it").isEmpty();
    }

    @Test
    void theServersCountOfAttemptsIsBelieved() {
        server.fails("PUT .*", Fault.body(200, "{\"success\": true, \"task\": {\"attempt\": 7}}"));

        claim();

        assertThat(ran.getExchanges().get(0).getVariable("task", Task.class).attempt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 422})
    void aFinalNoDropsTheTask(int status) {
        server.fails("PUT .*", Fault.status(status));

        Exchange exchange = claim();

        assertThat(exchange.getException()).isNull();
        assertThat(server.calls("PUT .*")).hasSize(1);
        assertThat(ran.getExchanges()).isEmpty();
        assertThat(slots.releases).isEqualTo(1);
        assertThat(folder.resolve("state/claims")).isEmptyDirectory();
        await("no busy loop over a task that isn't ours").during(Duration.ofMillis(200))
                .until(() -> asked.getExchanges().isEmpty());
    }

    @Test
    void anyOtherAnswerIsAskedAgain() {
        server.fails("PUT .*", Fault.status(500), 1);
        server.fails("PUT .*", Fault.status(401), 1);
        server.fails("PUT .*", Fault.status(429), 1);
        server.fails("PUT .*", Fault.redirect("http://127.0.0.1:1/"), 1);
        server.fails("PUT .*", Fault.garbage(), 1);
        server.fails("PUT .*", Fault.cut(), 1);
        server.fails("PUT .*", Fault.loseAnswer(), 1);

        claim();

        assertThat(server.calls("PUT .*")).hasSize(8).allSatisfy(call ->
                assertThat(call.json()).hasToString("{\"status\":\"running\",\"worker_id\":\"w1\"}"));
        assertThat(ran.getExchanges()).hasSize(1);
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void theClaimIsNotedBeforeTheServerIsAsked() {
        server.fails("PUT .*", (exchange, closed) -> {
            assertThat(folder.resolve("state/claims/t1.json")).exists();
            Fault.status(409).answer(exchange, closed);
        });

        claim();

        assertThat(server.calls("PUT .*")).hasSize(1);
    }

    @Test
    void aServerWithoutAtomicClaimsIsAskedForTheOwnerFirst() {
        server.codebase(decision.folder().toString(), "w2");

        claim();

        assertThat(server.calls("GET .*/codebases/" + task.codebaseId())).hasSize(1);
        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aServerWithAtomicClaimsIsNot() {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode().set("features",
                JsonNodeFactory.instance.arrayNode().add("claim")));

        claim();

        assertThat(server.calls("GET .*")).isEmpty();
        assertThat(ran.getExchanges()).hasSize(1);
    }
}
