package io.agentmesh.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A task that waits for the worker of its codebase. */
abstract class WaitingScene {

    @TempDir
    Path folder;
    TestServer server;
    String codebase;
    String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.task-limit=10");
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    TestServer.Answer tell(String worker, String waiting) {
        return server.post("/v1/opencode/workers/" + worker + "/heartbeat", "{\"waiting\": " + waiting + "}");
    }

    /** The worker has reported it. */
    void reported(String worker, String waiting) {
        TestServer.Answer answer = tell(worker, waiting);
        assertThat(answer.status()).as(() -> String.valueOf(answer.json())).isEqualTo(200);
    }

    void silence(String worker, String since) throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("update workers set last_seen = '" + since + "' where worker_id = '" + worker + "'");
        }
    }

    String waiting(String id) {
        return server.task(id).path("waiting_for").toString();
    }

    String reason(String id) {
        return server.task(id).at("/waiting_for/reason").asText();
    }
}
