package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.ChangedFiles;

/** What {@code show} and {@code diff} print of a task that changed something. */
class ChangesCommandsTest extends LiveServerScene {

    private static final String DIFF = "diff --git a/grün.txt b/grün.txt\n--- a/grün.txt\n+++ b/grün.txt\n@@ -1 +1 @@\n"
            + "-ein\r\n+zwei \u001b[2J\u202e\r\n";

    @Test
    void diffIsPrintedAsItIsToAProgramAndSafelyToAPerson() {
        String task = ended(new ChangedFiles(DIFF).file("grün.txt", "modified", 1, 1).outcome());

        assertThat(shell.run("diff", task)).isZero();
        assertThat(shell.out()).isEqualTo(DIFF);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.terminal().run("diff", task.substring(0, 12))).isZero();
        assertThat(shell.out()).endsWith("-ein\n+zwei \n");
    }

    @Test
    void statIsATableOfFiles() {
        String task = ended(new ChangedFiles(DIFF).file("grün.txt", "modified", 1, 1).file("new.txt", "added", 12, 0)
                .binary("logo.png").outcome());

        assertThat(shell.run("diff", "--stat", task)).isZero();
        assertThat(shell.out()).isEqualTo("""
                STATUS    ADDED   REMOVED  FILE
                modified  +1      -1       grün.txt
                added     +12     -0       new.txt
                added     binary  -        logo.png
                3 files, +13 -1
                """);
        shell.run("diff", "--json", task);
        assertThat(shell.json().path("diff").asText()).isEqualTo(DIFF);
        shell.run("diff", "--json", "--stat", task);
        assertThat(shell.json().has("diff")).isFalse();
        assertThat(shell.json().path("files")).hasSize(3);
    }

    @Test
    void cutOrMaskedDiffSaysSoBesideIt() {
        String task = ended(new ChangedFiles(DIFF).with("diff_truncated", true).with("diff_masked", true).outcome());

        assertThat(shell.run("diff", task)).isZero();
        assertThat(shell.out()).isEqualTo(DIFF);
        assertThat(shell.err()).isEqualTo("""
                agentmesh diff: the diff is cut; fetch the branch agentmesh/1 instead
                agentmesh diff: a secret is masked in the diff; fetch the branch agentmesh/1 instead
                """);
    }

    @Test
    void nothingAndUnknownAreToldApart() {
        String nothing = ended(new ChangedFiles("").outcome());
        String unknown = ended(Map.of());
        String pending = worker.submit(codebase, "t", "p");

        assertThat(shell.run("diff", nothing)).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("The task changed no file.\n");
        assertThat(shell.run("diff", unknown)).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("agentmesh diff: nothing is known of what task " + unknown
                + " changed: its worker has not reported it\n");
        assertThat(shell.run("diff", pending)).isEqualTo(1);
        assertThat(shell.err()).contains("changed: it is pending");
        assertThat(shell.run("diff", "ffffffff-no")).isEqualTo(4);
    }

    @Test
    void showHasWhatWasChangedAndSpent() {
        Map<String, Object> outcome = new HashMap<>(new ChangedFiles(DIFF).file("grün.txt", "modified", 1, 1)
                .with("refs", List.of(Map.of("name", "refs/heads/main", "before", "aaaaaaaaaaaa",
                        "after", "bbbbbbbbbbbb")))
                .with("diff_truncated", true).outcome());
        outcome.put("usage", Map.of("input", 12345, "output", 678, "cost", 0.0123, "model", "a/b"));
        outcome.put("data", Map.of("pull_request", Map.of("url", "https://forge.example.com/pulls/7", "number", 7)));
        String task = ended(outcome);

        assertThat(shell.run("show", task)).isZero();
        assertThat(shell.out()).contains("usage     12,345 tokens in, 678 out; $0.0123\n",
                "request   https://forge.example.com/pulls/7\n", "branch    agentmesh/1\n",
                "commits   0123456789..fedcba9876\n", "changes   1 file, +1 -1\n",
                "\ncommits\n  fedcba9876  Count the cart\n", "\nchanged besides\n  refs/heads/main: aaaaaaaaaa -> bbbbbbbbbb\n",
                "\nfiles\nSTATUS    ADDED  REMOVED  FILE\nmodified  +1     -1       grün.txt\n",
                "\nthe diff is cut; fetch the branch agentmesh/1 instead\n");
        shell.run("show", "--json", task);
        assertThat(shell.json().path("changes").path("diff").asText()).isEqualTo(DIFF);
    }

    @Test
    void namesCannotCommandATerminal() {
        String task = ended(new ChangedFiles("").file("a\u001b[2J\u202eb", "added", 1, 0)
                .with("branch", "x\u001b]0;t\u0007y")
                .with("commits", List.of(Map.of("id", "1", "title", "evil\u001b[2J"))).outcome());

        shell.terminal().run("show", task);
        assertThat(shell.out()).contains("branch    xy\n", "evil", "ab\n")
                .doesNotContain("\u001b", "\u202e", "\u0007");
        shell.run("diff", "--stat", task);
        assertThat(shell.out()).contains("ab\n").doesNotContain("\u001b", "\u202e");
    }

    private String ended(Map<String, ?> outcome) {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.complete(task, "r", outcome);
        return task;
    }
}
