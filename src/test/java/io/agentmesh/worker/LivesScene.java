package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.Processes;

/** The lives of a worker, each a process of its own, against our own server. */
public abstract class LivesScene {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    LiveServer server;
    JsonCalls calls;
    public WorkerFixture fixture;
    private final List<WorkerProcess> lives = new ArrayList<>();

    @BeforeEach
    protected void openScene() {
        server = new LiveServer(folder);
        calls = new JsonCalls(server.url());
        fixture = new WorkerFixture(folder, server.url().toString());
        fixture.with("codebases", List.of("shop:" + fixture.folder("shop"))).with("poll_interval", "200ms");
    }

    @AfterEach
    protected void nothingIsLeft() {
        lives.forEach(WorkerProcess::close);
        server.close();
        assertThat(fixture.agent.left()).isEmpty();
        assertThat(lives).allSatisfy(life -> assertThat(life.log()).doesNotContain("\tat "));
    }

    /** Long enough for a busy machine. */
    protected static ConditionFactory within() {
        return await().atMost(Duration.ofMinutes(3));
    }

    protected WorkerProcess start() {
        WorkerProcess life = new WorkerProcess(fixture);
        lives.add(life);
        return life;
    }

    /** A task for the worker's codebase, which is registered while it starts. */
    protected String submit(String prompt) {
        return submit(prompt, "build");
    }

    protected String submit(String prompt, String agentType) {
        within().until(() -> calls.get("/v1/opencode/codebases").size() == 1);
        String codebase = calls.get("/v1/opencode/codebases").get(0).path("id").asText();
        return calls.post("/v1/opencode/codebases/" + codebase + "/tasks", Map.of("title", "t", "prompt", prompt, "agent_type", agentType))
                .at("/task/id").asText();
    }

    protected JsonNode task(String id) {
        return calls.get("/v1/opencode/tasks/" + id);
    }

    protected void awaitStatus(String id, String status) {
        within().untilAsserted(() -> assertThat(task(id).path("status").asText()).as("task %s: %s", id,
                task(id).path("error")).isEqualTo(status));
    }

    /** All lines of a task's output. */
    List<String> output(String id) {
        JsonNode outputs = calls.get("/v1/opencode/tasks/" + id + "/output?since=0").path("outputs");
        return StreamSupport.stream(outputs.spliterator(), false)
                .flatMap(one -> one.path("output").asText().lines()).toList();
    }

    protected void awaitRuns(int count) {
        within().until(() -> fixture.agent.prompts().size() == count);
    }

    protected Path run(String task) {
        return fixture.state.resolve("runs").resolve(task + "-1");
    }

    protected JsonNode journal(String task) {
        return read(task, "run.json");
    }

    /** The process of a run: pid, startTicks. */
    protected JsonNode process(String task) {
        return read(task, "process.json");
    }

    private JsonNode read(String task, String name) {
        try {
            return JSON.readTree(run(task).resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills all of a run, as the end of a container does. */
    protected void killAgent(String task) {
        Processes.kill(process(task).path("pid").asLong());
        within().until(() -> {
            fixture.agent.left().forEach(Processes::kill);
            return fixture.agent.left().isEmpty();
        });
    }

    /** Nothing of the task is left to be done. */
    protected void awaitSettled() {
        within().untilAsserted(() -> {
            assertThat(notes("outbox")).isEmpty();
            assertThat(notes("claims")).isEmpty();
        });
    }

    private List<String> notes(String of) {
        Path path = fixture.state.resolve(of);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".json")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
