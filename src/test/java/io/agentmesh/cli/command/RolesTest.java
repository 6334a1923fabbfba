package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

/** The commands before our own server that asks for tokens. */
class RolesTest {

    private static final String WORKER = "token-of-a-worker-1";
    private static final String CLIENT = "token-of-a-client-1";

    private static LiveServer server;

    @TempDir
    Path folder;

    private Shell shell;
    private SimulatedWorker worker;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = new LiveServer(folder, AccessTokens.load(null, Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register() {
        shell = new Shell(folder, server.url());
        worker = new SimulatedWorker(new JsonCalls(server.url(), WORKER), "w1", "worker one");
        worker.registerCodebase("shop", "/srv/shop");
    }

    @Test
    void clientsTokenIsEnoughForEveryCommand() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), CLIENT + "\n");
        shell.variable("A2A_AUTH_TOKEN_FILE", file.toString());

        assertThat(shell.run("submit", "--codebase", "shop", "--json", "Do it")).isZero();
        String task = shell.json().path("id").asText();
        worker.claim(task);
        worker.print(task, "done\n");
        worker.complete(task, "well");
        assertThat(shell.run("logs", "--follow", task)).isZero();
        assertThat(shell.out()).contains("done");
        for (String command : new String[] {"tasks", "workers", "codebases"}) {
            assertThat(shell.run(command)).as(command).isZero();
        }
        assertThat(shell.run("show", task)).isZero();
        assertThat(shell.run("retry", task)).isZero();
        assertThat(shell.run("cancel", worker.pending().get(0))).isZero();
    }

    @Test
    void workersTokenMakesNoTask() {
        shell.variable("A2A_AUTH_TOKEN", WORKER);

        assertThat(shell.run("submit", "--codebase", "shop", "Do it")).isEqualTo(4);
        assertThat(shell.err()).hasLineCount(1).contains("A token of the role worker can't make this call.");
        assertThat(worker.pending()).isEmpty();
    }

    @Test
    void withoutATokenTheServerRefuses() {
        assertThat(shell.run("tasks")).isEqualTo(4);
        assertThat(shell.err()).hasLineCount(1).contains("--token-file");
    }
}
