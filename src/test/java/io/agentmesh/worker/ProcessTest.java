package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;

/** A worker as a process of its own, against the server that users already run. */
public abstract class ProcessTest {

    @TempDir
    Path folder;

    ClassicServer server = new ClassicServer();
    final List<WorkerProcess> processes = new ArrayList<>();
    WorkerFixture fixture;
    String codebase;

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

    WorkerProcess start() {
        WorkerProcess process = new WorkerProcess(fixture);
        processes.add(process);
        return process;
    }

    List<Call> reports() {
        return server.calls("PUT .*/t1/status").stream()
                .filter(call -> !call.json().path("status").asText().equals("running")).toList();
    }

    void awaitStatus(String task, String status) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(server.task(task).path("status").asText())
                .as("task %s: %s", task, server.task(task).path("error")).isEqualTo(status));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
