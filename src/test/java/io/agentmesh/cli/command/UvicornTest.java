package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.RealUvicorn;

/** The commands against a classic server on the software that users run it on. */
class UvicornTest {

    @TempDir
    Path folder;

    private RealUvicorn server;
    private Shell shell;
    private String codebase;

    @BeforeEach
    void start() {
        server = new RealUvicorn(folder);
        shell = new Shell(folder, server.url());
        codebase = server.codebase(Path.of("/srv/shop"), "w1");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void taskIsSubmittedWithAllThatWasSaid() {
        assertThat(shell.run("submit", "--codebase", "shop", "--priority", "7", "Grüße 😀")).as(shell.err()).isZero();

        JsonNode task = server.get("/v1/opencode/tasks/" + shell.out().strip());
        assertThat(task.path("prompt").asText()).isEqualTo("Grüße 😀");
        assertThat(task.path("codebase_id").asText()).isEqualTo(codebase);
        assertThat(task.path("priority").asInt()).isEqualTo(7);
    }

    @Test
    void tasksAreListedShownAndCancelled() {
        String task = server.task(codebase, "build", "do it");

        assertThat(shell.run("tasks", "--json")).as(shell.err()).isZero();
        assertThat(shell.json().findValuesAsText("id")).containsExactly(task);
        assertThat(shell.run("show", task.substring(0, 8))).as(shell.err()).isZero();
        assertThat(shell.out()).contains(task, "do it");
        assertThat(shell.run("cancel", task)).as(shell.err()).isZero();
        assertThat(server.get("/v1/opencode/tasks/" + task).path("status").asText()).isEqualTo("cancelled");
        assertThat(shell.run("cancel", task)).isEqualTo(4);
        assertThat(shell.err()).isEqualTo("agentmesh cancel: Cannot cancel task (not pending)\n");
    }

    @Test
    void logsAndWorkersAndCodebasesAreShown() {
        String task = server.task(codebase, "build", "do it");
        new JsonCalls(server.url()).post("/v1/opencode/tasks/" + task + "/output",
                Map.of("worker_id", "w1", "output", "working\n"));

        assertThat(shell.run("logs", task)).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo("working\n");
        assertThat(shell.run("codebases")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("shop", "/srv/shop");
        assertThat(shell.run("workers")).as(shell.err()).isZero();
    }

    @Test
    void followedTaskIsShownOnce() {
        String task = server.task(codebase, "build", "do it");
        JsonCalls calls = new JsonCalls(server.url());
        calls.put("/v1/opencode/tasks/" + task + "/status", Map.of("worker_id", "w1", "status", "running"));
        calls.post("/v1/opencode/tasks/" + task + "/output", Map.of("worker_id", "w1", "output", "one\ntwo\n"));
        calls.post("/v1/opencode/tasks/" + task + "/output", Map.of("worker_id", "w1", "output", "three\n"));
        CompletableFuture<Integer> logs = CompletableFuture.supplyAsync(() -> shell.run("logs", "--follow", task));
        await().atMost(Duration.ofSeconds(60)).until(() -> server.log().stream()
                .filter(line -> line.contains("/output?since=")).count() >= 4);
        calls.put("/v1/opencode/tasks/" + task + "/status",
                Map.of("worker_id", "w1", "status", "completed", "result", "three"));

        assertThat(logs.orTimeout(60, TimeUnit.SECONDS).join()).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void taskIsTriedAgain() {
        String task = server.task(codebase, "build", "do it");

        assertThat(shell.run("cancel", task)).as(shell.err()).isZero();
        assertThat(shell.run("retry", task)).as(shell.err()).isZero();
        assertThat(server.get("/v1/opencode/tasks?status=pending").findValuesAsText("prompt")).containsExactly("do it");
    }
}
