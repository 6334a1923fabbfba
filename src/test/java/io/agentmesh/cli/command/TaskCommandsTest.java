package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;


/** A task that is followed, found, cancelled and tried again on our own server. */
class TaskCommandsTest extends LiveServerScene {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void followedTaskShowsItsOutputAndEndsWithItsOutcome() {
        CompletableFuture<Integer> exit = CompletableFuture
                .supplyAsync(() -> shell.run("submit", "--codebase", "shop", "--follow", "Follow me"));
        String task = awaitPending("Follow me");
        worker.claim(task);
        worker.print(task, "line 1\n");
        await().atMost(LIMIT).until(() -> shell.out().equals("line 1\n"));
        worker.print(task, "line 2");
        worker.complete(task, "the result");

        assertThat(exit.join()).isZero();
        assertThat(shell.out()).isEqualTo("line 1\nline 2\n\nthe result\n");
        assertThat(shell.err()).contains("Task " + task + " is submitted.", "Task " + task + " completed after")
                .doesNotContain("\r", "\u001b");
    }

    @Test
    void resultThatTheOutputEndedWithIsNotSaidTwice() {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.print(task, "working\nall done\n");
        worker.complete(task, "all done");

        assertThat(shell.run("logs", task, "--follow")).isZero();
        assertThat(shell.out()).isEqualTo("working\nall done\n");
    }

    @Test
    void failedTaskIsExitCodeOne() {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.fail(task, "no\nkey");

        assertThat(shell.run("logs", "--follow", task)).isEqualTo(1);
        assertThat(shell.err()).contains("failed", ": no key");
    }

    @Test
    void followedTaskAsJsonIsTheTaskAlone() {
        CompletableFuture<Integer> exit = CompletableFuture
                .supplyAsync(() -> shell.run("submit", "--codebase", "shop", "--follow", "--json", "As JSON"));
        String task = awaitPending("As JSON");
        worker.claim(task);
        worker.print(task, "noise");
        worker.complete(task, "r");

        assertThat(exit.join()).isZero();
        assertThat(shell.json().path("result").asText()).isEqualTo("r");
    }

    @Test
    void progressIsShownToAPersonOnly() {
        shell.terminal();
        CompletableFuture<Integer> exit = CompletableFuture
                .supplyAsync(() -> shell.run("submit", "--codebase", "shop", "--follow", "Watched"));
        String task = awaitPending("Watched");
        await().atMost(LIMIT).until(() -> shell.err().contains("waiting for a worker"));
        worker.claim(task);
        await().atMost(LIMIT).until(() -> shell.err().contains("running on w1 for"));
        worker.complete(task, "r");

        assertThat(exit.join()).isZero();
    }

    @Test
    void outputCannotCommandATerminal() {
        String task = worker.submit(codebase, "evil \u001b]0;title\u0007 \u202egnp", "p");
        worker.claim(task);
        worker.print(task, "\u001b[2J\u001b]52;c;cHduZWQ=\u0007text\r\ttab\u0008\n");
        worker.complete(task, "r");

        assertThat(shell.run("logs", task)).isZero();
        assertThat(shell.out()).contains("\u001b[2J");
        shell.terminal().run("logs", task);
        assertThat(shell.out()).isEqualTo("text\ttab\n");
        shell.run("tasks");
        assertThat(shell.out()).contains("evil").doesNotContain("\u001b", "\u202e");
        shell.run("show", task);
        assertThat(shell.out()).contains("evil").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void logsAsJsonAreOnePieceALine() {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.print(task, "one\ntwo\n");
        worker.print(task, "three");

        assertThat(shell.run("logs", "--json", task)).isZero();
        assertThat(shell.out().lines()).hasSize(2).first().asString().contains("\"output\":\"one\\ntwo\\n\"");
    }

    @Test
    void taskIsFoundByTheBeginningOfItsId() {
        String task = worker.submit(codebase, "abbreviated", "p");

        assertThat(shell.run("show", task.substring(0, 13))).isZero();
        assertThat(shell.out()).contains(task, "abbreviated", "pending", "shop", "\nprompt\n  p\n");
        assertThat(shell.run("show", "ffffffff-no")).isEqualTo(4);
        assertThat(shell.err()).contains("there is no task ffffffff-no");
        assertThat(shell.run("show", "../x")).isEqualTo(4);
    }

    @Test
    void cancelTellsWhatTheServerSays() {
        String task = worker.submit(codebase, "t", "p");

        assertThat(shell.run("cancel", task)).isZero();
        assertThat(shell.out()).isEqualTo("The task is cancelled.\n");
        assertThat(shell.run("logs", "--follow", task)).isEqualTo(1);
        assertThat(shell.run("cancel", task)).isZero();
    }

    @Test
    void finishedTaskIsNotCancelled() {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.complete(task, "r");

        assertThat(shell.run("cancel", task)).isEqualTo(4);
        assertThat(shell.err()).startsWith("agentmesh cancel: Task " + task + " is completed");
    }

    @Test
    void retryIsANewTaskOfTheSameContent() {
        shell.run("submit", "--codebase", "shop", "--model", "a/b", "--priority", "3", "--agent", "plan", "again");
        String old = shell.out().strip();
        shell.run("cancel", old);

        assertThat(shell.run("retry", old)).isZero();
        JsonNode task = worker.task(shell.out().strip());
        assertThat(task.path("id").asText()).isNotEqualTo(old);
        assertThat(task.path("status").asText()).isEqualTo("pending");
        for (String field : new String[] {"title", "prompt", "agent_type", "priority", "metadata", "codebase_id"}) {
            assertThat(task.get(field)).isEqualTo(worker.task(old).get(field));
        }
    }

    private String awaitPending(String title) {
        return await().atMost(LIMIT).until(() -> worker.pending().stream()
                .filter(task -> worker.task(task).path("title").asText().equals(title)).findFirst().orElse(null),
                task -> task != null);
    }
}
