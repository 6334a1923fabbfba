package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;

/** The worker as a process that is killed, stopped, and started again. */
class WorkerProcessTest {

    @TempDir
    Path folder;

    private ClassicServer server = new ClassicServer();
    private final List<WorkerProcess> processes = new ArrayList<>();
    private WorkerFixture fixture;
    private String codebase;

    @BeforeEach
    void fixture() {
        fixture = new WorkerFixture(folder, server.url());
        codebase = server.codebase(fixture.folder("a").toString(), "w1");
    }

    @AfterEach
    void noProcessIsLeftAndNoStackTraceWasShown() {
        processes.forEach(WorkerProcess::close);
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
        assertThat(processes).allSatisfy(process -> assertThat(process.log()).doesNotContain("\tat ")
                .doesNotContain("Exception"));
    }

    @Test
    void aResultSurvivesAServerThatIsDownAndAWorkerThatIsKilled() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.agent.prompts().size() == 1);
        ClassicServer down = server;
        down.close();
        fixture.agent.release("t1");
        await().until(() -> Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        String kept = read(fixture.state.resolve("outbox/t1-1.json"));

        first.kill();
        WorkerProcess second = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> second.log().split("can't be used").length > 2);
        assertThat(read(fixture.state.resolve("outbox/t1-1.json"))).isEqualTo(kept);
        server = down.again();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("t1");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        assertThat(fixture.agent.prompts()).containsExactly("hold t1");
        await().until(() -> !Files.exists(fixture.state.resolve("outbox/t1-1.json")));
    }

    @Test
    void aReportWhoseAnswerWasLostWithTheWorkerIsSentAgainIdentically() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.agent.prompts().size() == 1);
        server.fails("PUT .*", Fault.loseAnswer());
        fixture.agent.release("t1");
        await().until(() -> reports().size() > 1);

        first.kill();
        start();
        int before = reports().size();
        await().atMost(Duration.ofSeconds(20)).until(() -> reports().size() > before);
        server.recovers();

        await().until(() -> !Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        assertThat(reports()).extracting(Call::json).containsOnly(reports().get(0).json());
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void anAgentThatOutlivedItsWorkerIsEndedAtTheNextStartBeforeAnythingElse() {
        server.add("t1", codebase, "stay");
        WorkerProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(fixture.agent::stays);
        first.kill();
        assertThat(fixture.agent.left()).hasSize(2);

        List<Long> leftAtTheFirstWord = new CopyOnWriteArrayList<>();
        server.fails("POST .*/workers/register", (exchange, closed) -> {
            leftAtTheFirstWord.addAll(fixture.agent.left());
            Fault.status(503).answer(exchange, closed);
        }, 1);
        start();

        awaitStatus("t1", "failed");
        assertThat(server.task("t1").path("error").asText()).isEqualTo("the worker was stopped while the task ran");
        assertThat(leftAtTheFirstWord).isEmpty();
        assertThat(fixture.agent.prompts()).containsExactly("stay");
    }

    @Test
    void aRunThatFinishedWhileNoWorkerWasThereIsReportedFromItsFiles() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.agent.prompts().size() == 1);
        first.kill();
        fixture.agent.release("t1");
        await().until(() -> Files.exists(fixture.state.resolve("runs/t1-1/exit")));

        start();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("t1");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aClaimThatDiedWithTheWorkerIsTakenUpByTheNextOne() {
        server.fails("PUT .*/t1/status", Fault.loseAnswer());
        server.add("t1", codebase, "say hello");
        WorkerProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> server.status("t1").equals("running"));
        first.kill();
        server.recovers();

        start();

        awaitStatus("t1", "completed");
        assertThat(fixture.agent.prompts()).hasSize(1);
        assertThat(fixture.state.resolve("claims")).isEmptyDirectory();
    }

    @Test
    void terminateLetsTheTaskFinishSaysGoodbyeAndEndsWithZero() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess worker = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.agent.prompts().size() == 1);

        worker.terminate();
        await().until(() -> worker.log().contains("TERM received"));
        fixture.agent.release("t1");

        assertThat(worker.exitCode()).isZero();
        assertThat(server.status("t1")).isEqualTo("completed");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aServerThatHangsDoesNotHoldUpTheEnd() {
        WorkerProcess worker = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> worker.log().contains("registered at"));
        server.fails(".*", Fault.hang());
        await().until(() -> !server.calls("GET /v1/opencode/tasks").isEmpty());

        worker.terminate();

        assertThat(worker.exitCode()).isZero();
        assertThat(worker.log()).contains("the server wasn't told of the stop: it doesn't answer");
    }

    @Test
    void aServerThatIsNotThereYetIsOneLineAndRegisteredAtWhenItComes() {
        ClassicServer absent = server;
        absent.close();
        WorkerProcess worker = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> worker.log().contains("can't be used"));
        server = absent.again();

        await().until(() -> worker.log().contains("registered at"));

        assertThat(worker.log().split("can't be used")).hasSize(2);
        assertThat(server.calls("POST .*/register")).hasSize(1);
    }

    @Test
    void aTerminationWhileTheServerIsAbsentEndsAtOnce() throws IOException {
        fixture.with("server_url", "http://127.0.0.1:" + freePort());
        WorkerProcess worker = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> worker.log().contains("can't be used"));

        worker.terminate();

        assertThat(worker.exitCode()).isZero();
    }

    @Test
    void badSettingsAreOneLineAndExitTwo() {
        fixture.with("poll_interval", "often");
        WorkerProcess worker = start();

        assertThat(worker.exitCode()).isEqualTo(2);
        assertThat(worker.log().lines()).singleElement().asString().contains("poll_interval", "often", "config.json");
    }

    @Test
    void anAgentThatIsNoneIsOneLineAndExitTwo() {
        fixture.with("opencode_bin", "/bin/false");
        WorkerProcess worker = start();

        assertThat(worker.exitCode()).isEqualTo(2);
        assertThat(worker.log()).contains("opencode_bin: /bin/false doesn't answer --version like OpenCode");
    }

    @Test
    void theTokenIsSentWithEachCallAndShownNowhere() throws IOException {
        fixture.with("auth_token", "hunter2-hunter2");
        server.add("t1", codebase, "say hello");
        server.fails("POST .*/t1/output", Fault.status(401), 2);
        WorkerProcess worker = start();
        awaitStatus("t1", "completed");
        worker.terminate();
        assertThat(worker.exitCode()).isZero();

        assertThat(server.calls(".*")).extracting(Call::authorization).containsOnly("Bearer hunter2-hunter2");
        assertThat(worker.log()).doesNotContain("hunter2");
        assertThat(fixture.agent.environment()).doesNotContain("hunter2");
        try (Stream<Path> files = Files.walk(fixture.state)) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file ->
                    assertThat(read(file)).doesNotContain("hunter2"));
        }
    }

    private WorkerProcess start() {
        WorkerProcess process = new WorkerProcess(fixture);
        processes.add(process);
        return process;
    }

    private List<Call> reports() {
        return server.calls("PUT .*/t1/status").stream()
                .filter(call -> !call.json().path("status").asText().equals("running")).toList();
    }

    private void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(server.task(task).path("status").asText())
                .as("task %s: %s", task, server.task(task).path("error")).isEqualTo(status));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
