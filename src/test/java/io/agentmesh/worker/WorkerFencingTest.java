package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.Relay;

/** Two workers that share a codebase, one of which loses sight of the server in the middle of a task. */
class WorkerFencingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private RunningServer server;
    private Relay network;
    private WorkerFixture first;
    private WorkerFixture second;
    private JsonCalls calls;

    @BeforeEach
    void open() throws Exception {
        server = new ServerApp(ServerSettings.load(null, null, Map.of("server.port", "0", "server.database",
                folder.resolve("server.db").toString(), "server.worker-timeout", "8s", "server.lease-check", "1s")),
                AccessTokens.load(null, null)).start();
        network = new Relay(server.port());
        calls = new JsonCalls(server.url());
        first = machine("w1", network.url());
        second = machine("w2", server.url().toString());
    }

    @AfterEach
    void close() throws Exception {
        network.close();
        server.close();
    }

    private WorkerFixture machine(String name, String url) throws Exception {
        WorkerFixture machine = new WorkerFixture(Files.createDirectories(folder.resolve(name)), url)
                .with("worker_name", name).with("poll_interval", "200ms");
        return machine.with("codebases", List.of(Map.of("name", "shop", "path", machine.folder("shop").toString(),
                "shared", true)));
    }

    @Test
    void whoCantRenewEndsItsTaskBeforeAnotherBeginsIt() throws Exception {
        try (RunningWorker alone = first.start()) {
            await().atMost(PATIENCE).until(() -> calls.get("/v1/opencode/codebases/list").size() == 1);
            String shop = calls.get("/v1/opencode/codebases/list").get(0).path("id").asText();
            String task = calls.post("/v1/opencode/codebases/" + shop + "/tasks",
                    Map.of("title", "t", "prompt", "hold on")).at("/task/id").asText();
            await().atMost(PATIENCE).until(() -> !first.agent.prompts().isEmpty());
            try (RunningWorker other = second.start()) {
                network.cut();

                await().atMost(PATIENCE).until(() -> !second.agent.prompts().isEmpty());
                assertThat(first.agent.left()).as("what the first worker ran, while the second runs it").isEmpty();
                second.agent.release("on");
                network.mend();

                await().atMost(PATIENCE).until(() -> calls.get("/v1/opencode/tasks/" + task).path("status").asText()
                        .equals("completed"));
                assertThat(calls.get("/v1/opencode/tasks/" + task).path("worker_id").asText()).isEqualTo("w2");
                assertThat(first.agent.prompts()).hasSize(1);
                assertThat(second.agent.prompts()).hasSize(1);
            }
        }
    }
}
