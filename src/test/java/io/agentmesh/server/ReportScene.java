package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A task that a worker has claimed, and reports on. */
abstract class ReportScene {

    @TempDir
    Path folder;
    TestServer server;
    String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    void report(int batches, int dropped) {
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1, \"output\": {\"batches\": " + batches
                + ", \"bytes\": 10, \"dropped_bytes\": " + dropped + "}").status()).isEqualTo(200);
    }
}
