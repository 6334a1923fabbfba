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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;

/** The whole worker in this process, against the server that users already run. */
class ClassicServerWorkerTest {

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private WorkerFixture fixture;
    private RunningWorker worker;

    @BeforeEach
    void fixture() {
        fixture = new WorkerFixture(folder, server.url());
    }

    @AfterEach
    void stop() throws Exception {
        if (worker != null) {
            worker.close();
        }
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
    }

    @Test
    void taskOfAnotherWorkersCodebaseIsNeverTouched() throws Exception {
        String ours = server.codebase(fixture.folder("ours").toString(), "w1");
        String theirs = server.codebase(fixture.folder("theirs").toString(), "w2");
        server.add("t1", theirs, "say theirs");
        server.add("t2", ours, "say ours");

        worker = fixture.start();
        awaitStatus("t2", "completed");
        awaitPolls(2);

        assertThat(fixture.agent.prompts()).containsExactly("say ours");
        assertThat(server.status("t1")).isEqualTo("pending");
        assertThat(server.calls("PUT .*/t1/.*")).isEmpty();
    }

    @Test
    void aCodebaseThatAPersonRegisteredIsServedThoughNoSettingNamesIt() throws Exception {
        Path shop = fixture.folder("shop");
        server.add("t1", server.codebase(shop.toString(), "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(server.task("t1").path("result").asText()).isEqualTo("hello");
        assertThat(server.task("t1").path("session_id").asText()).isEqualTo("ses_1");
        assertThat(fixture.agent.workedIn()).isEqualTo(shop);
        assertThat(fixture.agent.environment()).contains("PWD=" + shop).doesNotContain("A2A_");
    }

    @Test
    void aFolderThatMayNotBeServedIsClaimedAndFailedWithTheReason() throws Exception {
        server.add("t1", server.codebase("/etc", "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "failed");

        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the codebase's folder /etc belongs to the system");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void noMoreTasksRunAtOnceThanAllowedAndOneInACodebase() throws Exception {
        String outer = server.codebase(fixture.folder("a").toString(), "w1");
        String inner = server.codebase(fixture.folder("a/inner").toString(), "w1");
        String other = server.codebase(fixture.folder("b").toString(), "w1");
        server.add(task("t1", outer, "hold t1").put("priority", 9));
        server.add(task("t2", outer, "hold t2").put("priority", 8));
        server.add(task("t3", inner, "hold t3").put("priority", 7));
        server.add(task("t4", other, "hold t4"));

        worker = fixture.with("max_concurrent", 3).start();
        await().until(() -> fixture.agent.prompts().size() == 2);
        awaitPolls(2);
        assertThat(fixture.agent.prompts()).containsExactlyInAnyOrder("hold t1", "hold t4");

        fixture.agent.release("t1");
        await().until(() -> fixture.agent.prompts().contains("hold t2"));
        assertThat(fixture.agent.prompts()).doesNotContain("hold t3");
        for (String task : List.of("t2", "t3", "t4")) {
            fixture.agent.release(task);
        }
        for (String task : List.of("t1", "t2", "t3", "t4")) {
            awaitStatus(task, "completed");
        }
        assertThat(fixture.agent.prompts()).hasSize(4);
    }

    @Test
    void noTasksAreAskedForWhileNoSlotIsFree() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold t1");
        worker = fixture.with("poll_interval", "100ms").start();
        await().until(() -> fixture.agent.prompts().size() == 1);

        int polls = server.calls("GET /v1/opencode/tasks").size();
        int beats = server.calls("POST .*/heartbeat").size();
        await().until(() -> server.calls("POST .*/heartbeat").size() >= beats + 2);

        assertThat(server.calls("GET /v1/opencode/tasks")).hasSize(polls);
        fixture.agent.release("t1");
    }

    @Test
    void theNextTaskIsAskedForAsSoonAsASlotIsFree() throws Exception {
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        for (int i = 1; i <= 4; i++) {
            server.add(task("t" + i, codebase, "say " + i).put("agent_type", "echo"));
        }

        worker = fixture.with("poll_interval", "1h").start();
        awaitStatus("t1", "completed");
        awaitStatus("t4", "completed");
    }

    @Test
    void specialTasksRunNoAgent() throws Exception {
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        Path wanted = fixture.folder("wanted");
        server.add(task("t1", codebase, "back to me").put("agent_type", "echo"));
        server.add(task("t2", codebase, "nothing").put("agent_type", "noop").put("status", "assigned"));
        var registration = task("t3", "__pending__", "").put("agent_type", "register_codebase");
        registration.withObject("/metadata").put("name", "wanted").put("path", wanted.toString());
        server.add(registration);

        worker = fixture.start();
        awaitStatus("t1", "completed");
        awaitStatus("t2", "completed");
        awaitStatus("t3", "completed");

        assertThat(server.task("t1").path("result").asText()).isEqualTo("back to me");
        assertThat(server.task("t2").path("result").asText("?")).isEmpty();
        assertThat(server.task("t3").path("result").asText()).isEqualTo("registered as codebase cb2");
        assertThat(server.codebases().get(1).path("path").asText()).isEqualTo(wanted.toString());
        assertThat(server.codebases().get(1).path("worker_id").asText()).isEqualTo("w1");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

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
    void aCodebaseThatMovedToAnotherWorkerIsLeftAloneJustBeforeTheClaim() throws Exception {
        Path shop = fixture.folder("shop");
        String codebase = server.codebase(shop.toString(), "w1");
        worker = fixture.start();
        server.add("t1", codebase, "say first");
        awaitStatus("t1", "completed");

        server.codebase(shop.toString(), "w2");
        server.add("t2", codebase, "say second");
        awaitPolls(2);

        assertThat(server.calls("PUT .*/t2/status")).isEmpty();
        assertThat(fixture.agent.prompts()).containsExactly("say first");
    }

    @Test
    void aStopLetsTheTaskFinishAndSaysGoodbye() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold t1");
        worker = fixture.start();
        await().until(() -> fixture.agent.prompts().size() == 1);

        Thread stop = new Thread(() -> closeQuietly(worker));
        stop.start();
        server.add("t2", "cb1", "say never");
        fixture.agent.release("t1");
        stop.join();
        worker = null;

        assertThat(server.status("t1")).isEqualTo("completed");
        assertThat(server.status("t2")).isEqualTo("pending");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aStopEndsWhatTakesTooLongAndReportsIt() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "stay");
        worker = fixture.with("drain_timeout", 1).start();
        await().until(fixture.agent::stays);

        worker.close();
        worker = null;

        assertThat(fixture.agent.left()).isEmpty();
        assertThat(server.status("t1")).isEqualTo("failed");
        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the worker was stopped before the task was finished");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aStopDoesNotWaitForAClaimThatTheServerDoesNotAnswer() throws Exception {
        server.fails("PUT .*", Fault.status(500));
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say never");
        worker = fixture.start();
        await().until(() -> server.calls("PUT .*/t1/status").size() > 2);

        long begun = System.nanoTime();
        worker.close();
        worker = null;

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(fixture.state.resolve("claims/t1.json")).exists();
        server.recovers();
        worker = fixture.start();
        awaitStatus("t1", "completed");
        assertThat(fixture.state.resolve("claims/t1.json")).doesNotExist();
    }

    @Test
    void oneStateFolderServesOneWorker() throws Exception {
        worker = fixture.start();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(fixture::start)).hasMessageStartingWith("state_dir: "
                + fixture.state + " is used by another worker");
        worker.close();
        worker = fixture.start();
    }

    @Test
    void aTaskOfNoCodebaseGetsAFolderOfItsOwnWhereTheSettingsAllowIt() throws Exception {
        server.add("t1", "global", "say hello");

        worker = fixture.with("serve_global", true).start();
        awaitStatus("t1", "completed");

        assertThat(fixture.agent.workedIn()).isEqualTo(fixture.state.resolve("global/t1"));
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
        assertThat(server.calls("GET .*/codebases/" + theirs)).hasSize(1);
        assertThat(server.calls(".*(odd|etc).*")).isEmpty();
        assertThat(Files.list(fixture.state.resolve("runs"))).hasSize(1);
    }

    private void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(server.task(task).path("status").asText())
                .as("task %s: %s", task, server.task(task).path("error")).isEqualTo(status));
    }

    /** Until the server was asked for tasks so often again. */
    private void awaitPolls(int more) {
        int before = server.calls("GET /v1/opencode/tasks").size();
        await().until(() -> server.calls("GET /v1/opencode/tasks").size() >= before + more);
    }

    private static void closeQuietly(RunningWorker worker) {
        try {
            worker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
