package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes on and changes nothing, whatever a test sends. */
abstract class BadInputScene {

    static TestServer server;
    static String codebase;
    static String task;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, "server.max-body-size=100000");
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Whatever came: the server goes on, and nothing was changed. */
    @AfterEach
    void nothingHappened() {
        assertThat(server.get("/v1/opencode/workers").json()).hasSize(1);
        assertThat(server.get("/v1/opencode/codebases").json()).hasSize(1);
        assertThat(server.get("/v1/opencode/tasks").json()).hasSize(1);
        assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
    }

    static String refused(TestServer.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json()).hasSize(1);
        assertThat(answer.detail()).isNotBlank().doesNotContain("\n", "Exception", "jackson", "sqlite");
        return answer.detail();
    }
}
