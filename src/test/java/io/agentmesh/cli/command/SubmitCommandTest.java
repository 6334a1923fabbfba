package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.Relay;

class SubmitCommandTest extends LiveServerScene {

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
    void lostAnswerMakesNoSecondTask() throws Exception {
        String prompt = "once, " + UUID.randomUUID();
        try (Relay relay = new Relay(server.url().getPort())) {
            relay.loseAnswers("POST /v1/opencode/codebases/", 2);

            assertThat(new Shell(folder, URI.create(relay.url())).run("submit", "--codebase", "shop", prompt)).isZero();
        }

        assertThat(made(prompt)).isEqualTo(1);
    }

    @Test
    void lostAnswerOfARetryMakesNoSecondTask() throws Exception {
        String prompt = "again, " + UUID.randomUUID();
        shell.run("submit", "--codebase", "shop", prompt);
        String old = shell.out().strip();
        try (Relay relay = new Relay(server.url().getPort())) {
            relay.loseAnswers("POST /v1/opencode/codebases/", 1);

            assertThat(new Shell(folder, URI.create(relay.url())).run("retry", old)).isZero();
        }

        assertThat(made(prompt)).isEqualTo(2);
    }

    /** A second request might make a second task there. */
    @Test
    void serverThatKnowsNoKeysIsNotAskedAgain() throws Exception {
        try (ClassicServer classic = new ClassicServer(null); Relay relay = new Relay(classic.url().getPort())) {
            relay.loseAnswers("POST /v1/opencode/codebases/", 1);
            Shell lossy = new Shell(folder, URI.create(relay.url()));

            assertThat(lossy.run("submit", "--codebase", "shop", "x")).isEqualTo(3);

            assertThat(lossy.err()).hasLineCount(1)
                    .endsWith("; the task may have been made: look with 'agentmesh tasks'\n");
            assertThat(classic.bodies()).hasSize(1);
        }
    }

    @Test
    void serverThatIsNotThereIsSaidAtOnce() throws Exception {
        int port;
        try (Relay relay = new Relay(server.url().getPort())) {
            port = relay.port();
        }
        Shell lost = new Shell(folder, URI.create("http://127.0.0.1:" + port));

        assertThat(lost.run("submit", "--codebase", "global", "x")).isEqualTo(3);

        assertThat(lost.err()).contains("connection refused").doesNotContain("may have been made");
    }

    private long made(String prompt) {
        return StreamSupport.stream(new JsonCalls(server.url()).get("/v1/opencode/tasks").spliterator(), false)
                .filter(task -> task.path("prompt").asText().equals(prompt)).count();
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
