package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;

/** A worker with an example's folder of routes and file of properties, as its readers start it. */
abstract class ExamplesScene {

    private static final Path EXAMPLES = Path.of("docs/examples");

    @TempDir
    Path folder;

    private LiveServer server;
    JsonCalls calls;
    WorkerFixture fixture;
    Webhook chat;
    private RunningWorker worker;
    private String codebase;

    @BeforeEach
    void openScene() throws Exception {
        server = new LiveServer(folder);
        calls = new JsonCalls(server.url());
        chat = new Webhook();
        fixture = new WorkerFixture(folder, server.url().toString());
        fixture.with("codebases", List.of("shop:" + fixture.folder("shop"))).with("poll_interval", "200ms");
    }

    @AfterEach
    void close() throws Exception {
        if (worker != null) {
            worker.close();
        }
        chat.close();
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
    }

    /** @param values of this machine, in the place of those in the example's properties */
    void start(String example, Map<String, String> values) throws Exception {
        Path own = folder.resolve(example);
        Path routes = Files.createDirectories(own.resolve("routes"));
        try (var files = Files.list(EXAMPLES.resolve(example).resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        String properties = Files.readString(EXAMPLES.resolve(example).resolve("worker.properties"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            assertThat(properties).contains("\n" + value.getKey() + "=");
            properties += value.getKey() + "=" + value.getValue() + "\n";
        }
        Path file = Files.writeString(own.resolve("worker.properties"), properties);
        WorkerSettings settings = new WorkerSettingsReader(fixture.host()).read(new SettingsFlags(
                fixture.configFile().toString(), file.toString(),
                Map.of(WorkerSetting.ROUTES, List.of(routes.toString())))).settings();
        worker = new WorkerApp(settings, file, fixture.host()).start(missing -> {
            throw missing;
        });
        within().until(() -> calls.get("/v1/opencode/codebases").size() == 1);
        codebase = calls.get("/v1/opencode/codebases").get(0).path("id").asText();
    }

    String submit(String prompt, Map<String, Object> metadata) {
        return calls.post("/v1/opencode/codebases/" + codebase + "/tasks", Map.of("title", "a \"quoted\" title",
                "prompt", prompt, "metadata", metadata)).at("/task/id").asText();
    }

    JsonNode task(String id) {
        return calls.get("/v1/opencode/tasks/" + id);
    }

    String output(String id) {
        return calls.get("/v1/opencode/tasks/" + id + "/output?since=0").toString();
    }

    void awaitStatus(String id, String status) {
        within().untilAsserted(() -> assertThat(task(id).path("status").asText()).as("task %s: %s", id,
                task(id).path("error")).isEqualTo(status));
    }

    static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
