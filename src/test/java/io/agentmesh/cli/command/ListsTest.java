package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

/** The lists of tasks, workers and codebases, and which server is asked. */
class ListsTest {

    @TempDir
    Path folder;

    private LiveServer server;
    private Shell shell;
    private SimulatedWorker worker;

    @BeforeEach
    void start() {
        server = new LiveServer(folder);
        shell = new Shell(folder, server.url());
        worker = new SimulatedWorker(server.url(), "w1", "worker one");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void emptyListsAreSaidAndAreEmptyForScripts() {
        assertThat(shell.run("tasks")).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("There are no such tasks.\n");
        shell.run("tasks", "--json");
        assertThat(shell.out()).isEqualTo("[]\n");
        shell.run("codebases", "--json");
        assertThat(shell.out()).isEqualTo("[]\n");
    }

    @Test
    void newestTasksComeFirstAndAreFiltered() {
        String shop = worker.registerCodebase("shop", "/srv/shop");
        String site = worker.registerCodebase("site", "/srv/site");
        String first = worker.submit(shop, "first", "p");
        String second = worker.submit(site, "second", "p");
        worker.claim(second);

        assertThat(shell.run("tasks")).isZero();
        assertThat(shell.out().lines().map(line -> List.of(line.split("  +")))).satisfiesExactly(
                row -> assertThat(row).containsExactly("ID", "STATUS", "AGE", "TOOK", "CODEBASE", "WORKER", "TITLE",
                        "WAITS"),
                row -> assertThat(row).contains(second, "running", "site", "w1", "second"),
                row -> assertThat(row).contains(first, "pending", "-", "shop", "first", "a worker will take it at its next look"));
        shell.run("tasks", "--status", "running", "--json");
        assertThat(shell.json().findValuesAsText("id")).containsExactly(second);
        shell.run("tasks", "--codebase", "shop", "--json");
        assertThat(shell.json().findValuesAsText("id")).containsExactly(first);
        shell.run("tasks", "--limit", "1", "--json");
        assertThat(shell.json()).hasSize(1);
    }

    @Test
    void personReadsShortIdsInLinesThatFit() {
        String shop = worker.registerCodebase("shop", "/srv/shop");
        String task = worker.submit(shop, "a title that goes on ".repeat(20), "p");

        shell.terminal().run("tasks");
        assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80).last().asString()
                .startsWith(task.substring(0, 8) + "  pending").endsWith("…");
    }

    @Test
    void badFiltersAreMistakes() {
        assertThat(shell.run("tasks", "--status", "done")).isEqualTo(2);
        assertThat(shell.run("tasks", "--limit", "0")).isEqualTo(2);
        assertThat(shell.run("tasks", "--limit", "many")).isEqualTo(2);
        assertThat(shell.run("tasks", "--codebase", "none")).isEqualTo(4);
    }

    @Test
    void workersAreToldWithWhatTheyDo() {
        String shop = worker.registerCodebase("shop", "/srv/shop");
        worker.claim(worker.submit(shop, "t", "p"));

        assertThat(shell.run("workers")).isZero();
        assertThat(shell.out()).containsPattern("worker one +active +\\d s +1 +0 +0 +shop");
        shell.run("workers", "--json");
        assertThat(shell.json().get(0).path("id").asText()).isEqualTo("w1");
    }

    @Test
    void codebasesAreToldWithTheirIds() {
        String shop = worker.registerCodebase("shop", "/srv/shop");

        assertThat(shell.run("codebases")).isZero();
        assertThat(shell.out()).containsPattern("shop +w1 +/srv/shop +" + shop);
    }

    @Test
    void flagForTheServerWinsOverTheVariable() {
        shell.variable("A2A_SERVER_URL", "http://127.0.0.1:1");

        assertThat(shell.run("workers", "--server", server.url() + "/")).isZero();
        assertThat(shell.run("workers")).isEqualTo(3);
        assertThat(shell.err()).hasLineCount(1)
                .startsWith("agentmesh workers: can't reach http://127.0.0.1:1: connection refused");
    }

    @Test
    void serverThatIsNoneIsAMistake() {
        assertThat(shell.run("workers", "--server", "ftp://x")).isEqualTo(2);
        assertThat(shell.err()).startsWith("flag --server is \"ftp://x\"; allowed: an http or https URL");
    }

    @Test
    void tokenComesFromAFileOrTheVariableAndIsNeverShown() throws Exception {
        try (ClassicServer classic = new ClassicServer("t0ken")) {
            shell.variable("A2A_SERVER_URL", classic.url().toString());
            assertThat(shell.run("codebases")).isEqualTo(4);
            assertThat(shell.err()).contains("A2A_AUTH_TOKEN or --token-file");
            assertThat(shell.variable("A2A_AUTH_TOKEN", "t0ken").run("codebases")).isZero();
            assertThat(shell.variable("A2A_AUTH_TOKEN", "bad t0ken").run("codebases")).isEqualTo(2);
            assertThat(shell.err()).doesNotContain("bad t0ken");
            Path file = Files.writeString(folder.resolve("token"), "t0ken\n");
            assertThat(shell.run("codebases", "--token-file", file.toString())).isZero();
            assertThat(shell.run("codebases", "--token-file", "missing")).isEqualTo(2);
        }
    }

    @Test
    void somethingElseThatAnswersIsSaid() throws Exception {
        try (ClassicServer classic = new ClassicServer(null)) {
            assertThat(shell.run("codebases", "--server", URI.create(classic.url() + "/website").toString()))
                    .isEqualTo(3);
            assertThat(shell.err()).hasLineCount(1).contains("doesn't answer as an AgentMesh server does");
            assertThat(shell.run("codebases", "--server", classic.url() + "/broken")).isEqualTo(3);
            assertThat(shell.err()).hasLineCount(1).contains("failed (502): Bad Gateway");
            assertThat(shell.run("codebases", "--server", classic.url() + "/proxied")).isEqualTo(3);
            assertThat(shell.err()).hasLineCount(1).contains("failed (502): status 502").doesNotContain("<html>");
            assertThat(shell.run("codebases", "--server", classic.url() + "/moved")).isEqualTo(4);
            assertThat(shell.err()).hasLineCount(1).contains("it redirects to https://mesh.example.com/v1/opencode/codebases/"
                    + "list: give the address itself by --server");
        }
    }
}
