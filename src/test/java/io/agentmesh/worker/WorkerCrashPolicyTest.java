package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.slot.Slots;

/** What a worker in this process does with a task that died with the previous one, at our own server. */
class WorkerCrashPolicyTest {

    @TempDir
    Path folder;

    private LiveServer server;
    private JsonCalls calls;
    private WorkerFixture fixture;
    private RunningWorker worker;
    private String task;

    @BeforeEach
    void aTaskThatDiedWithTheWorker() throws Exception {
        server = new LiveServer(folder);
        calls = new JsonCalls(server.url());
        fixture = new WorkerFixture(folder, server.url().toString());
        Path shop = fixture.folder("shop");
        fixture.with("codebases", List.of("shop:" + shop)).with("poll_interval", "200ms");
        calls.post("/v1/opencode/workers/register", Map.of("worker_id", "w1", "name", "w1"));
        String codebase = calls.post("/v1/opencode/codebases", Map.of("name", "shop", "path", shop.toString(),
                "worker_id", "w1")).at("/codebase/id").asText();
        task = calls.post("/v1/opencode/codebases/" + codebase + "/tasks",
                Map.of("title", "t", "prompt", "say again")).at("/task/id").asText();
        calls.put("/v1/opencode/tasks/" + task + "/status", Map.of("status", "running", "worker_id", "w1"));
        Task begun = new Task(task, codebase, "t", "say again", "build", "pending", 0, "", null, null, null, 1);
        new Claims(fixture.state, new Runs(fixture.state, new OpenCodeProtocol()), new Slots(1)).begin(begun);
        RunFolder run = RunFolders.journalled(fixture.state, begun);
        Files.writeString(run.stdout(), "{\"type\":\"step_start\",\"sessionID\":\"ses_1\",\"part\":{}}\n{\"type\":\"te");
    }

    @AfterEach
    void stop() throws Exception {
        worker.close();
        server.close();
    }

    @Test
    void itsSessionGoesOnBehindALineThatWasCutOff() throws Exception {
        worker = fixture.start();

        awaitStatus("completed");
        assertThat(task().path("result").asText()).isEqualTo("resumed");
        assertThat(task().path("attempt").asInt()).isEqualTo(1);
        assertThat(fixture.agent.arguments()).singleElement().asString().contains("--session=ses_1");
    }

    @Test
    void itFails() throws Exception {
        worker = fixture.with("on_crash", "fail").start();

        awaitStatus("failed");
        assertThat(task().path("error").asText()).isEqualTo("the worker was stopped while the task ran");
        assertThat(task().path("session_id").asText()).isEqualTo("ses_1");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void itIsGivenBackAndComesAgain() throws Exception {
        worker = fixture.with("on_crash", "release").start();

        awaitStatus("completed");
        assertThat(task().path("attempt").asInt()).isEqualTo(2);
        assertThat(task().path("result").asText()).isEqualTo("again");
    }

    @Test
    void itWasBegunOftenEnough() throws Exception {
        worker = fixture.with("max_attempts", 1).start();

        awaitStatus("failed");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void aTaskThatTheServerHasEndedIsLeftAlone() throws Exception {
        calls.put("/v1/opencode/tasks/" + task + "/status",
                Map.of("status", "failed", "worker_id", "w1", "error", "somebody ended it"));

        worker = fixture.start();

        await().atMost(Duration.ofMinutes(3)).until(() -> !Files.exists(fixture.state.resolve("claims/" + task + ".json")));
        assertThat(task().path("error").asText()).isEqualTo("somebody ended it");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    private JsonNode task() {
        return calls.get("/v1/opencode/tasks/" + task);
    }

    private void awaitStatus(String status) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(task().path("status").asText())
                .as("%s", task().path("error")).isEqualTo(status));
    }
}
