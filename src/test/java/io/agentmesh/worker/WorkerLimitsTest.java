package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;

/** A worker whose outbox or disk is full. */
class WorkerLimitsTest extends ClassicWorkerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aFullOutboxStopsTheIntakeAndKeepsTheOutcomeOfWhatRunsUntilThereIsRoom() throws Exception {
        fixture.with("outbox_max_files", 1).with("max_concurrent", 2).with("poll_interval", 0.2);
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold one");
        server.add("t2", server.codebase(fixture.folder("b").toString(), "w1"), "hold two");
        worker = fixture.start();
        await().atMost(LONG).until(() -> fixture.agent.prompts().size() == 2);

        server.fails("PUT .*/status", Fault.status(500));
        fixture.agent.release("one");
        fixture.agent.release("two");
        await().atMost(LONG).until(() -> outbox() == 2);
        server.add("t3", server.codebase(fixture.folder("c").toString(), "w1"), "say three");
        await().during(Duration.ofSeconds(1)).atMost(LONG).until(() -> fixture.agent.prompts().size() == 2);

        server.recovers();
        await().atMost(LONG).until(() -> server.status("t3").equals("completed"));
        assertThat(server.status("t1")).isEqualTo("completed");
        assertThat(server.status("t2")).isEqualTo("completed");
    }

    @Test
    void aFullDiskStopsTheIntakeAndNotTheHeartbeat() throws Exception {
        fixture.with("min_free_disk", "1024TiB");
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say one");

        worker = fixture.start();
        await().atMost(LONG).until(() -> server.calls("POST .*/heartbeat").size() >= 2);

        assertThat(server.calls("GET /v1/opencode/tasks")).isEmpty();
    }

    /** The device answers each write as a full disk does. */
    @Test
    void anOutcomeThatTheDiskHasNoRoomForIsKeptWhenItHas() throws Exception {
        fixture.property("worker.keep-delay=100");
        var beside = fixture.state.resolve("outbox/.t1-1.json.new");
        Files.createDirectories(beside.getParent());
        Files.createSymbolicLink(beside, Path.of("/dev/full"));
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say one");
        worker = fixture.start();
        await().atMost(LONG).until(() -> Files.exists(fixture.state.resolve("runs/t1-1/outcome.json")));
        assertThat(server.status("t1")).isEqualTo("running");

        Files.delete(beside);
        await().atMost(LONG).until(() -> server.status("t1").equals("completed"));
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aRunThatFillsTheDiskIsEnded() throws Exception {
        fixture.with("max_run_files", "1MiB");
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "lines 1000000");

        worker = fixture.start();
        await().atMost(LONG).until(() -> server.status("t1").equals("failed"));

        assertThat(server.task("t1").path("error").asText()).isEqualTo(
                "the agent's output grew beyond 1 MiB (max_run_files)");
        assertThat(fixture.agent.left()).isEmpty();
    }

    private long outbox() {
        return fixture.state.resolve("outbox").toFile().listFiles((any, name) -> name.endsWith(".json")).length;
    }
}
