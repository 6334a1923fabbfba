package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

class DeliverOutboxRouteTest extends RouteTest {

    private final Task task = Samples.task("t1").withAttempt(1);

    @BeforeEach
    void task() {
        server.add("t1", "cb1", "say hello");
    }

    @Test
    void theServerGetsTheOutcomeAndTheFileGoes() throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);

        deliver();

        assertThat(server.calls("PUT .*/t1/status")).singleElement().satisfies(call -> assertThat(call.json()).hasToString(
                "{\"status\":\"completed\",\"worker_id\":\"w1\",\"attempt\":1,\"result\":\"the answer\"}"));
        assertThat(bench.beans.outbox.isEmpty()).isTrue();
    }

    @Test
    void theRestOfTheOutputGoesFirst() throws IOException {
        RunFolder run = RunFolders.finished(folder.toRealPath().resolve("state"), task, "said");
        bench.beans.outbox.put(task, Samples.OUTCOME);

        deliver();

        assertThat(run.isReported()).isTrue();
        assertThat(server.output("t1")).isEqualTo("said\n");
        assertThat(server.calls("(POST|PUT) .*")).extracting(call -> call.method()).containsExactly("POST", "PUT");
    }

    @Test
    void anOutcomeWaitsForTheRestOfTheOutput() throws IOException {
        RunFolders.finished(folder.toRealPath().resolve("state"), task, "said");
        bench.beans.outbox.put(task, Samples.OUTCOME);
        server.fails("POST .*/output", Fault.status(500), 1);

        assertThat(deliver().getException()).isNull();
        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(bench.beans.outbox.holds("t1")).isTrue();
        deliver();

        assertThat(server.output("t1")).isEqualTo("said\n");
        assertThat(server.status("t1")).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500, 503})
    void itStaysUntilItIsTaken(int status) throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);
        server.fails("PUT .*", Fault.status(status), 1);

        assertThat(deliver().getException()).isNull();
        assertThat(bench.beans.outbox.holds("t1")).isTrue();
        deliver();

        assertThat(bench.beans.outbox.isEmpty()).isTrue();
        assertThat(server.calls("PUT .*").get(1).json()).isEqualTo(server.calls("PUT .*").get(0).json());
    }

    @Test
    void aLostOrDamagedAnswerIsNoDelivery() throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);
        for (Fault fault : List.of(Fault.loseAnswer(), Fault.garbage(), Fault.cut(), Fault.redirect("http://x/"))) {
            server.fails("PUT .*", fault, 1);
            deliver();
            assertThat(bench.beans.outbox.holds("t1")).isTrue();
        }
    }

    @Test
    void aRefusalThatIsNotTheServersOwnIsNotFinal() throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);
        server.fails("PUT .*", Fault.body(404, "<html>no such page</html>"), 1);

        deliver();

        assertThat(bench.beans.outbox.holds("t1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void aFinalNoSetsItAsideWithTheReason(int status) throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);
        server.fails("PUT .*", Fault.status(status));

        deliver();

        Path refused = fixture.state.resolve("outbox/refused");
        assertThat(bench.beans.outbox.isEmpty()).isTrue();
        assertThat(Files.readString(refused.resolve("t1-1.json"))).contains("the answer");
        assertThat(refused.resolve("t1-1.json.reason")).hasContent("it answered " + status + ": no, said on demand\n");
    }

    @Test
    void oneThatIsTooLargeIsSentAgainCut() throws IOException {
        bench.beans.outbox.put(task, Outcome.completed("x".repeat(2000)));
        server.fails("PUT .*", Fault.status(413), 1);

        deliver();
        deliver();

        assertThat(bench.beans.outbox.isEmpty()).isTrue();
        assertThat(server.task("t1").path("result").asText()).hasSizeBetween(1000, 1100).contains("[cut here");
    }

    @Test
    void aProxyThatFindsItTooLargeIsAskedTwiceBeforeItIsCut() throws IOException {
        bench.beans.outbox.put(task, Outcome.completed("x".repeat(2000)));
        server.fails("PUT .*", Fault.body(413, "<html>Request Entity Too Large</html>"), 2);

        deliver();
        assertThat(bench.beans.outbox.read("t1-1.json").result()).hasSize(2000);
        deliver();
        deliver();

        assertThat(server.task("t1").path("result").asText()).hasSizeBetween(1000, 1100).contains("[cut here");
    }

    @Test
    void aProxysFirst413DoesNotCutWhatWaitedOutAnOutage() throws IOException {
        bench.beans.outbox.put(task, Outcome.completed("x".repeat(2000)));
        server.fails("PUT .*", Fault.status(503), 1);
        deliver();
        server.fails("PUT .*", Fault.body(413, "<html>Request Entity Too Large</html>"), 1);
        deliver();

        assertThat(bench.beans.outbox.read("t1-1.json").result()).hasSize(2000);
        deliver();

        assertThat(server.task("t1").path("result").asText()).hasSize(2000);
    }

    @Test
    void oneThatIsTooLargeThoughItIsSmallIsNeverLost() throws IOException {
        bench.beans.outbox.put(task, Samples.OUTCOME);
        server.fails("PUT .*", Fault.status(413));

        deliver();
        deliver();

        assertThat(bench.beans.outbox.read("t1-1.json").result()).isEqualTo("the answer");
    }

    @Test
    void aFileThatIsNoOutcomeIsSetAsideAndNothingIsSent() throws IOException {
        Files.createDirectories(fixture.state.resolve("outbox"));
        Files.writeString(fixture.state.resolve("outbox/t1-1.json"), "{");

        assertThat(deliver().getException()).isNull();

        assertThat(server.calls(".*")).isEmpty();
        assertThat(bench.beans.outbox.isEmpty()).isTrue();
    }

    private Exchange deliver() {
        bench.start();
        return bench.camel().createProducerTemplate().request("direct:deliver-outbox", exchange ->
                exchange.getMessage().setHeader(Exchange.FILE_NAME_ONLY, "t1-1.json"));
    }
}
