package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Call;
import io.agentmesh.support.Fault;
import io.agentmesh.support.SelfSigned;
import io.agentmesh.worker.outbox.Outbox;

/** A server that stumbles, forgets, and answers too much. */
class WorkerTroubleTest extends ClassicWorkerTest {

    @Test
    void aRegistrationThatTheServerRefusesFailsItsTask() throws Exception {
        server.fails("POST /v1/opencode/codebases", Fault.status(422));
        var registration = task("t1", "__pending__", "").put("agent_type", "register_codebase");
        registration.withObject("/metadata").put("path", fixture.folder("a").toString());
        server.add(registration);

        worker = fixture.start();
        awaitStatus("t1", "failed");

        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the server didn't register the codebase: it answered 422: no, said on demand");
        assertThat(server.calls("PUT .*/t1/status")).hasSize(2);
    }

    @Test
    void theOutputComesWholeAndInOrderBeforeTheOutcomeThoughTheServerStumbles() throws Exception {
        server.fails("POST .*/t1/output", Fault.status(500), 3);
        server.fails("PUT .*/t1/status", Fault.loseAnswer(), 1);
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "lines 3000");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        String expected = IntStream.rangeClosed(1, 3000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        assertThat(server.output("t1")).isEqualTo(expected + "done\n");
        List<Call> calls = server.calls("(POST|PUT) .*/t1/(output|status)");
        assertThat(calls.get(calls.size() - 1).json().path("status").asText()).isEqualTo("completed");
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aRunWhoseOutputTheServerDoesNotTakeHoldsUpNoOtherOutcome() throws Exception {
        server.fails("POST .*/t1/output", Fault.hang());
        worker = fixture.start();
        Outbox outbox = worker.camel().getRegistry().lookupByNameAndType("outbox", Outbox.class);
        for (String id : List.of("t1", "t2", "t3")) {
            server.add(id, "cb1", "say hello");
            RunFolders.finished(fixture.state, Samples.task(id).withAttempt(1), "said by " + id);
        }

        outbox.put(Samples.task("t1").withAttempt(1), Samples.OUTCOME);
        await().until(() -> !server.calls("POST .*/t1/output").isEmpty());
        outbox.put(Samples.task("t2").withAttempt(1), Samples.OUTCOME);
        outbox.put(Samples.task("t3").withAttempt(1), Samples.OUTCOME);

        await().atMost(Duration.ofSeconds(60)).until(() -> List.of(server.status("t2"), server.status("t3"))
                .equals(List.of("completed", "completed")));
        assertThat(server.output("t2")).isEqualTo("said by t2\n");
        assertThat(server.calls("POST .*/t1/output")).as("never twice at once").hasSize(1);
        assertThat(server.status("t1")).isEqualTo("pending");
    }

    @Test
    void aMachineThatNamesAnAuthorityStillCallsAServerWithoutTls() throws Exception {
        fixture.variables.put("SSL_CERT_FILE", SelfSigned.make(fixture.root).pem().toString());
        worker = fixture.start();

        await().until(() -> server.knows("w1"));
    }

    @Test
    void aClaimWhoseAnswerIsLostIsAskedAgainAndTheTaskRunsOnce() throws Exception {
        server.fails("PUT .*/t1/status", Fault.loseAnswer(), 2);
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say once");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(fixture.agent.prompts()).hasSize(1);
        assertThat(server.calls("PUT .*/t1/status")).extracting(call -> call.json().path("status").asText())
                .containsExactly("running", "running", "running", "completed");
    }

    @Test
    void aServerThatForgotTheWorkerIsToldAgainOfItAndItsCodebases() throws Exception {
        Path shop = fixture.folder("shop");
        fixture.with("codebases", List.of(shop.toString()));
        worker = fixture.start();
        await().until(() -> !server.calls("POST .*/heartbeat").isEmpty());

        server.forgetWorker("w1");
        await().until(() -> server.knows("w1"));

        assertThat(server.calls("POST .*/workers/register")).hasSize(2);
        await().untilAsserted(() -> assertThat(server.calls("POST /v1/opencode/codebases")).hasSize(2));
    }

    @Test
    void theHeartbeatGoesOnWhileATaskRunsAndNamesIt() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold t1");

        worker = fixture.start();
        await().until(() -> server.calls("POST .*/heartbeat").stream()
                .filter(call -> call.json().path("running").toString().equals("[\"t1\"]")).count() >= 2);
        fixture.agent.release("t1");
        awaitStatus("t1", "completed");
    }

    @Test
    void megabytesOfOtherWorkersTasksAndDamagedOnesAreReadPast() throws Exception {
        String theirs = server.codebase(fixture.folder("theirs").toString(), "w2");
        for (int i = 0; i < 200; i++) {
            server.add("other" + i, theirs, "x".repeat(20_000));
        }
        server.add(task("../../etc/passwd", "cb1", "say evil"));
        server.add(task("bad", "cb1", "say bad").put("priority", "very"));
        server.add(task("odd", "../odd id", "say odd"));
        server.add("t1", server.codebase(fixture.folder("ours").toString(), "w1"), "say ours");

        worker = fixture.start();
        awaitStatus("t1", "completed");
        awaitPolls(2);

        assertThat(fixture.agent.prompts()).containsExactly("say ours");
        // The first poll and the one at the start may ask at the same time.
        assertThat(server.calls("GET .*/codebases/list")).hasSizeBetween(1, 2);
        assertThat(server.calls(".*(odd|etc).*")).isEmpty();
        assertThat(Files.list(fixture.state.resolve("runs"))).hasSize(1);
    }
}
