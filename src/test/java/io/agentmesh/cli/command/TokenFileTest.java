package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;

/** Tokens that are replaced at the server, and in the file of a command that runs meanwhile. */
@Timeout(300)
class TokenFileTest {

    private static final String OLD = "the-old-token-of-anna";
    private static final String NEW = "the-new-token-of-anna";
    private static final String ADMIN = "the-token-of-the-admin";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private Path serversFile;
    private Path annasFile;
    private LiveServer server;
    private JsonCalls calls;

    @BeforeEach
    void start() throws IOException {
        serversFile = folder.resolve("tokens.json");
        annasFile = folder.resolve("token");
        serverTakes(OLD);
        Files.writeString(annasFile, OLD + "\n");
        server = new LiveServer(folder, AccessTokens.load("admin:" + ADMIN, serversFile));
        calls = new JsonCalls(server.url(), ADMIN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void commandThatFollowsGoesOnWithTheTokenThatItsFileHoldsNow() throws Exception {
        String task = calls.post("/v1/opencode/codebases/global/tasks", Map.of("title", "t", "prompt", "p"))
                .at("/task/id").asText();
        report(task, "running");
        Shell shell = new Shell(folder, server.url());
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() ->
                shell.run("logs", task, "--follow", "--token-file", annasFile.toString()));
        print(task, "before");
        await().atMost(LIMIT).until(() -> shell.out().contains("before"));

        serverTakes(NEW);
        await().atMost(LIMIT).until(() -> new Shell(folder, server.url()).variable("A2A_AUTH_TOKEN", OLD)
                .run("tasks") == 4);
        print(task, "after");
        replace(annasFile, NEW + "\n");

        await().atMost(LIMIT).until(() -> shell.out().contains("after"));
        report(task, "completed");
        assertThat(exit.get()).isZero();
    }

    @Test
    void refusedTokenWithoutAnotherOneIsSaidAtOnce() throws IOException {
        Files.writeString(annasFile, "a-token-that-nobody-knows");
        Shell shell = new Shell(folder, server.url());

        assertThat(shell.run("tasks", "--token-file", annasFile.toString())).isEqualTo(4);

        assertThat(shell.err()).hasLineCount(1).contains("The token is not one that this server knows.")
                .doesNotContain("a-token-that");
    }

    private void print(String task, String text) {
        calls.post("/v1/opencode/tasks/" + task + "/output", Map.of("worker_id", "w1", "output", text));
    }

    private void report(String task, String status) {
        calls.put("/v1/opencode/tasks/" + task + "/status", Map.of("worker_id", "w1", "status", status));
    }

    private void serverTakes(String token) throws IOException {
        replace(serversFile, "[{\"name\": \"anna\", \"token\": \"" + token + "\", \"role\": \"client\"}]");
    }

    /** As one: whoever reads it just now finds no half of it. */
    private void replace(Path file, String content) throws IOException {
        Path whole = Files.writeString(folder.resolve("whole"), content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
