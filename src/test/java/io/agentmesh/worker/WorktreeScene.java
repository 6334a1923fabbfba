package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.GitRepository;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;

/** One worker for all tests of a class, with worktrees and our own server; each test has a codebase of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorktreeScene {

    WorkerFixture fixture;
    JsonCalls calls;
    private LiveServer server;
    private RunningWorker worker;

    @BeforeAll
    void startWorker(@TempDir Path temp) throws Exception {
        server = new LiveServer(temp);
        calls = new JsonCalls(server.url());
        fixture = new WorkerFixture(temp, server.url().toString());
        fixture.write("home/.gitconfig", "[protocol \"file\"]\n\tallow = always\n");
        Map<WorkerSetting, List<String>> flags = new HashMap<>();
        fixture.with("poll_interval", "200ms").with("isolation", "worktree").with("max_concurrent", 4)
                .with("keep_worktrees", 1000).with("codebases", codebases());
        prepare(flags);
        Path properties = fixture.properties();
        WorkerSettings settings = new WorkerSettingsReader(fixture.host())
                .read(new SettingsFlags(fixture.configFile().toString(), properties.toString(), flags)).settings();
        worker = new WorkerApp(settings, properties, fixture.host()).start(missing -> {
            throw missing;
        });
        within().until(() -> calls.get("/v1/opencode/codebases").size() == codebases().size());
    }

    @AfterAll
    void stopWorker() throws Exception {
        if (worker != null) {
            worker.close();
        }
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
    }

    /** Creates the codebases, once. @return their paths */
    abstract List<String> codebases() throws IOException;

    /** Other settings. */
    void prepare(Map<WorkerSetting, List<String>> flags) throws IOException {
    }

    /** A repository with one commit, if it isn't there yet. */
    GitRepository repository(String name) {
        Path folder = fixture.folder(name);
        if (Files.exists(folder.resolve(".git"))) {
            return new GitRepository(folder);
        }
        GitRepository repository = GitRepository.create(folder);
        repository.commit("a.txt", "1\n");
        return repository;
    }

    static ConditionFactory within() {
        return await().atMost(Duration.ofMinutes(3));
    }

    String submit(Path codebase, String prompt) {
        return submit(codebase, prompt, Map.of());
    }

    String submit(Path codebase, String prompt, Map<String, ?> metadata) {
        String id = StreamSupport.stream(calls.get("/v1/opencode/codebases").spliterator(), false)
                .filter(one -> one.path("path").asText().equals(codebase.toString())).findFirst().orElseThrow().path("id").asText();
        return calls.post("/v1/opencode/codebases/" + id + "/tasks", Map.of("title", "a title", "prompt", prompt,
                "metadata", metadata)).at("/task/id").asText();
    }

    JsonNode ended(String id, String status) {
        within().until(() -> List.of("completed", "failed", "cancelled").contains(task(id).path("status").asText()));
        JsonNode task = task(id);
        assertThat(task.path("status").asText()).as("task %s: %s", id, task.path("error")).isEqualTo(status);
        return task;
    }

    JsonNode task(String id) {
        return calls.get("/v1/opencode/tasks/" + id);
    }

    String output(String id) {
        StringBuilder all = new StringBuilder();
        calls.get("/v1/opencode/tasks/" + id + "/output?since=0").path("outputs").forEach(one ->
                all.append(one.path("output").asText()));
        return all.toString();
    }

    static List<String> files(JsonNode task) {
        return StreamSupport.stream(task.at("/changes/files").spliterator(), false)
                .map(file -> file.path("status").asText() + " " + file.path("path").asText()).toList();
    }
}
