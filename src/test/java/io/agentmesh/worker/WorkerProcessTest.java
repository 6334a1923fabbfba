package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.support.FreePort;

/** How a worker starts and ends as a process. */
@Execution(ExecutionMode.CONCURRENT)
class WorkerProcessTest extends ProcessTest {

    @Test
    void terminateLetsTheTaskFinishSaysGoodbyeAndEndsWithZero() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess worker = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> fixture.agent.prompts().size() == 1);

        worker.terminate();
        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("TERM received"));
        fixture.agent.release("t1");

        assertThat(worker.exitCode()).isZero();
        assertThat(server.status("t1")).isEqualTo("completed");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aServerThatHangsDoesNotHoldUpTheEnd() {
        WorkerProcess worker = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("registered at"));
        server.fails(".*", Fault.hang());
        await().atMost(Duration.ofMinutes(3)).until(() -> !server.calls("GET /v1/opencode/tasks").isEmpty());

        worker.terminate();

        assertThat(worker.exitCode()).isZero();
        assertThat(worker.log()).contains("the server wasn't told of the stop: it doesn't answer");
    }

    @Test
    void aServerThatIsNotThereYetIsOneLineAndRegisteredAtWhenItComes() {
        ClassicServer absent = server;
        absent.close();
        WorkerProcess worker = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("can't be used"));
        server = absent.again();

        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("registered at"));

        assertThat(worker.log().split("can't be used")).hasSize(2);
        assertThat(server.calls("POST .*/register")).hasSize(1);
    }

    @Test
    void aTerminationWhileTheServerIsAbsentEndsAtOnce() throws IOException {
        fixture.with("server_url", "http://127.0.0.1:" + FreePort.next());
        WorkerProcess worker = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("can't be used"));

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
}
