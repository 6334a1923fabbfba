package io.agentmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

class SubmitCommandTest {

    private static LiveServer server;

    @TempDir
    Path folder;

    private Shell shell;
    private SimulatedWorker worker;
    private String codebase;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new LiveServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register() {
        shell = new Shell(folder, server.url());
        worker = new SimulatedWorker(server.url(), "w1", "worker one");
        codebase = worker.registerCodebase("shop", "/srv/shop");
    }

    @Test
    void submittedTaskHasAllThatWasGiven() {
        assertThat(shell.run("submit", "--codebase", "shop", "--title", "T", "--agent", "plan", "--model", "a/b",
                "--priority", "7", "--session", "ses_9", "Do it\nwell")).isZero();

        JsonNode task = worker.task(shell.out().strip());
        assertThat(task.path("codebase_id").asText()).isEqualTo(codebase);
        assertThat(task.path("title").asText()).isEqualTo("T");
        assertThat(task.path("prompt").asText()).isEqualTo("Do it\nwell");
        assertThat(task.path("agent_type").asText()).isEqualTo("plan");
        assertThat(task.path("priority").asInt()).isEqualTo(7);
        assertThat(task.path("metadata").path("model").asText()).isEqualTo("a/b");
        assertThat(task.path("metadata").path("resume_session_id").asText()).isEqualTo("ses_9");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void promptIsReadFromStandardInputAndItsFirstLineIsTheTitle() {
        assertThat(shell.input("ß first line\n\nmore\n").run("submit", "--codebase", codebase, "-")).isZero();

        JsonNode task = worker.task(shell.out().strip());
        assertThat(task.path("title").asText()).isEqualTo("ß first line");
        assertThat(task.path("prompt").asText()).isEqualTo("ß first line\n\nmore\n");
    }

    @Test
    void longFirstLineIsCutForTheTitle() {
        shell.run("submit", "--codebase", "shop", "😀".repeat(100));

        String title = worker.task(shell.out().strip()).path("title").asText();
        assertThat(title.codePoints()).hasSize(80);
        assertThat(title).endsWith("😀…");
    }

    @Test
    void emptyPromptIsAMistake() {
        assertThat(shell.input(" \n").run("submit", "--codebase", "shop", "-")).isEqualTo(2);
        assertThat(shell.err()).contains("the prompt is empty");
    }

    @Test
    void modelWithoutAProviderIsAMistake() {
        assertThat(shell.run("submit", "--codebase", "shop", "--model", "gpt", "x")).isEqualTo(2);
        assertThat(shell.err()).contains("provider/name");
    }

    @Test
    void unknownCodebaseIsRefusedWithWhatThereIs() {
        assertThat(shell.run("submit", "--codebase", "shpo", "x")).isEqualTo(4);
        assertThat(shell.err()).hasLineCount(1).startsWith("agentmesh submit: there is no codebase shpo")
                .contains("shop");
    }

    @Test
    void ambiguousCodebaseIsRefusedWithTheIds() {
        String one = worker.registerCodebase("twin", "/srv/twin-1");
        String two = worker.registerCodebase("twin", "/srv/twin-2");

        assertThat(shell.run("submit", "--codebase", "twin", "x")).isEqualTo(4);
        assertThat(shell.err()).hasLineCount(1).contains(one, two, "/srv/twin-1", "/srv/twin-2");
        assertThat(shell.run("submit", "--codebase", two, "x")).isZero();
    }
}
