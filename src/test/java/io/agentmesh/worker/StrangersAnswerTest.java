package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.client.ErrorClassifierTest;
import io.agentmesh.worker.client.UnexplainedAnswerException;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;

/**
 * A refusal without the server's own {@code detail} is a proxy's: whatever it says, nothing is given up for it. Which
 * answers are such: {@link ErrorClassifierTest}.
 */
class StrangersAnswerTest extends RouteTest {

    private Task task;
    private Path shop;

    @BeforeEach
    void task() {
        shop = fixture.folder("shop");
        task = Samples.ofCodebase("t1", server.codebase(shop.toString(), "w1")).withAttempt(1);
        server.add("t1", task.codebaseId(), "say hello");
    }

    private static Fault stranger(int status) {
        return Fault.body(status, "<html><body><center><h1>" + status + "</h1></center><hr>nginx</body></html>");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 413})
    void aClaimIsAskedForAgain(int status) {
        MockEndpoint ran = bench.replace("run-task");
        bench.replace("fetch-tasks");
        bench.beans.slots.reserve(task, Decision.run(shop));
        server.fails("PUT .*", stranger(status), 1);

        bench.send("claim-task", task, Decision.run(shop));

        assertThat(server.calls("PUT .*")).hasSize(2);
        assertThat(ran.getExchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void outputIsSentAgainAndItsRunGoesOn(int status) throws IOException {
        MockEndpoint cancelled = bench.replace("cancel-task");
        bench.start();
        RunFolder run = RunFolders.finished(fixture.state, task, "said");
        server.fails("POST .*/output", stranger(status), 1);

        assertThat(bench.bean("outputs", RunOutputs.class).sendRest(run).isComplete()).isFalse();
        assertThat(bench.bean("outputs", RunOutputs.class).sendRest(run).isComplete()).isTrue();

        assertThat(server.output("t1")).isEqualTo("said\n");
        assertThat(cancelled.getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 413})
    void anOutcomeStaysInTheOutboxAsItIs(int status) throws IOException {
        bench.beans.outbox.put(task, Outcome.completed("the answer"));
        bench.start();
        server.fails("PUT .*", stranger(status), 1);

        for (int i = 0; i < 2; i++) {
            assertThat(bench.camel().createProducerTemplate().request("direct:deliver-outbox", exchange ->
                    exchange.getMessage().setHeader(Exchange.FILE_NAME_ONLY, "t1-1.json")).getException()).isNull();
        }

        assertThat(server.task("t1").path("result").asText()).isEqualTo("the answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {404})
    void aHeartbeatForgetsNoRegistration(int status) {
        MockEndpoint registered = bench.intercept("send-heartbeat", "register-worker");
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());
        server.fails("POST .*/heartbeat", stranger(status));

        assertThat(bench.send("send-heartbeat", null).getException()).isNull();

        assertThat(registered.getExchanges()).isEmpty();
        assertThat(bench.beans.connection.isRegistered()).isTrue();
        assertThat(bench.beans.connection.isLost()).as("said as an outage").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 422})
    void aCodebaseIsRegisteredAgain(int status) {
        server.fails("POST .*/codebases", stranger(status), 1);

        Exchange exchange = bench.send("save-codebase", Map.of("name", "shop", "path", shop.toString(), "worker_id", "w1"));

        assertThat(exchange.getException()).isNull();
        assertThat(server.calls("POST .*/codebases")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {404})
    void noCodebaseIsTakenForForeign(int status) {
        server.fails("GET .*", stranger(status));

        assertThat(bench.send("find-codebase", null, Map.of("task", task))
                .getException(UnexplainedAnswerException.class).getStatusCode()).isEqualTo(status);

        assertThat(server.calls("GET .*")).as("the list would be a proxy's, too").hasSize(1);
        assertThat(bench.bean("codebases", Codebases.class).isForeign(task.codebaseId())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void aTaskThatIsToBeGivenBackStaysNoted(int status) throws IOException {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode()
                .set("features", JsonNodeFactory.instance.arrayNode().add("release")));
        bench.beans.claims.giveBack(task);
        server.fails("PUT .*", stranger(status), 1);

        assertThat(bench.send("release-task", task).getException()).isInstanceOf(UnexplainedAnswerException.class);

        assertThat(bench.beans.claims.toReturn()).containsExactly(task);
    }

    @ParameterizedTest
    @ValueSource(ints = {404})
    void whetherARunIsStillWantedIsAskedAgainByTheCaller(int status) {
        server.fails("GET .*/t1", stranger(status));

        assertThat(bench.send("confirm-run", task).getException()).isInstanceOf(UnexplainedAnswerException.class);
        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404})
    void aTaskOfThisMachineIsSubmittedAgain(int status) {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());
        server.fails("GET .*/codebases/list", stranger(status), 1);

        bench.send("submit-task", Map.of("title", "t", "prompt", "p"), Map.of("codebase", "c"));

        assertThat(server.calls("GET .*/codebases/list")).hasSize(2);
    }
}
