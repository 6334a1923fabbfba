package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

class ClaimTaskRouteTest {

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private final CountedReleases slots = new CountedReleases();
    private RouteBench bench;
    private MockEndpoint ran;
    private MockEndpoint asked;
    private Task task;
    private Decision decision;

    /** Slots that count how often each was given back. */
    private static final class CountedReleases extends Slots {

        private int releases;

        CountedReleases() {
            super(1);
        }

        @Override
        public synchronized void release(Task released) {
            releases++;
            super.release(released);
        }
    }

    @BeforeEach
    void bench() {
        WorkerFixture fixture = new WorkerFixture(folder, server.url());
        bench = new RouteBench(fixture, Map.of("slots", slots));
        ran = bench.replace("run-task");
        asked = bench.replace("fetch-tasks");
        Path shop = fixture.folder("shop");
        task = Samples.ofCodebase("t1", server.codebase(shop.toString(), "w1"));
        server.add(ClassicServer.task("t1", task.codebaseId(), "say hello"));
        decision = Decision.run(shop);
        assertThat(slots.reserve(task, decision)).isTrue();
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

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

    @Test
    void aCodebaseThatMovedToAnotherFolderIsNotRunInASlotOfTheOldOne() throws IOException {
        Path moved = new WorkerFixture(folder, server.url()).folder("moved");
        server.codebase(task.codebaseId(), JsonNodeFactory.instance.objectNode().put("path", moved.toString())
                .put("worker_id", "w1"));

        claim();

        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aRunThatBreaksInAnUnexpectedWayIsNeverRunAgain() {
        ran.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the outbox is gone");
        });

        claim();

        assertThat(ran.getExchanges()).hasSize(1);
        assertThat(server.calls("PUT .*")).hasSize(1);
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aTaskThatIsGrantedDuringTheStopIsLeftForTheNextStart() {
        server.fails("PUT .*", (exchange, closed) -> {
            slots.close();
            Fault.body(200, "{}").answer(exchange, closed);
        });

        claim();

        assertThat(ran.getExchanges()).isEmpty();
        assertThat(folder.resolve("state/claims/t1.json")).exists();
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aTaskThatIsGrantedDuringTheStopGoesBackToAServerThatTakesIt() throws Exception {
        bench.beans.connection.welcomed(new ObjectMapper().readTree("{\"features\": [\"release\"]}"));
        server.fails("PUT .*", (exchange, closed) -> {
            slots.close();
            Fault.body(200, "{\"task\": {\"attempt\": 3}}").answer(exchange, closed);
        }, 1);

        claim();

        assertThat(ran.getExchanges()).isEmpty();
        assertThat(server.calls("PUT .*")).extracting(call -> call.json().path("status").asText())
                .containsExactly("running", "pending");
        assertThat(server.calls("PUT .*").get(1).json().path("attempt").asInt()).isEqualTo(3);
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aClaimThatWaitsWhenCamelStopsFreesItsSlotAndStaysNoted() {
        server.fails("PUT .*", Fault.status(503));
        Thread claim = new Thread(this::claim);
        claim.start();
        await().until(() -> server.calls("PUT .*").size() > 1);

        bench.close();

        await().until(() -> !claim.isAlive());
        await().untilAsserted(() -> assertThat(slots.releases).isEqualTo(1));
        assertThat(folder.resolve("state/claims/t1.json")).exists();
    }

    private Exchange claim() {
        return bench.send("claim-task", task, decision);
    }
}
