package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;

/** A whole worker in this process, against the server that users already run. */
public abstract class ClassicWorkerTest {

    @TempDir
    Path folder;

    public final ClassicServer server = new ClassicServer();
    public WorkerFixture fixture;
    public RunningWorker worker;

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

    void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(server.task(task).path("status").asText())
                .as("task %s: %s", task, server.task(task).path("error")).isEqualTo(status));
    }

    /** Until the server was asked for tasks so often again. */
    void awaitPolls(int more) {
        int before = server.calls("GET /v1/opencode/tasks").size();
        await().until(() -> server.calls("GET /v1/opencode/tasks").size() >= before + more);
    }

    static void closeQuietly(RunningWorker worker) {
        try {
            worker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
