package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.cli.changes.GitFolder;
import io.agentmesh.support.ChangedFiles;

/** {@code agentmesh apply} with the server and the real git. */
class ApplyCommandTest extends LiveServerScene {

    private GitFolder work;
    private GitFolder mine;

    @BeforeEach
    void open() {
        work = new GitFolder(folder.resolve("work"));
        mine = work.copy(folder.resolve("mine"));
        work.write("shop.txt", "one\nzwei\nthree\n");
        work.write("new.txt", "new\n");
    }

    @Test
    void changesAreAppliedToTheCheckout() {
        String task = ended(new ChangedFiles(work.diff()));

        assertThat(shell.run("apply", task, "--directory", "mine")).as(shell.err()).isZero();
        assertThat(shell.out()).isEqualTo("""
                ADDED  REMOVED  FILE
                +1     -0       new.txt
                +1     -1       shop.txt
                Applied to %s: 2 files
                """.formatted(mine.root()));
        assertThat(mine.read("shop.txt")).isEqualTo("one\nzwei\nthree\n");
        assertThat(mine.status()).isEqualTo(" M shop.txt\n?? new.txt\n");
    }

    @Test
    void checkAndJsonSayWhatWouldBe() {
        String task = ended(new ChangedFiles(work.diff()));

        assertThat(shell.run("apply", task, "--check", "--directory", mine.root().toString())).isZero();
        assertThat(shell.out()).endsWith("It fits " + mine.root() + ": 2 files\n");
        assertThat(shell.run("apply", task, "--check", "--json", "--directory", "mine")).isZero();
        assertThat(shell.json().path("applied").asBoolean()).isFalse();
        assertThat(shell.json().path("files").findValuesAsText("path")).containsExactly("new.txt", "shop.txt");
        assertThat(mine.status()).isEmpty();
    }

    @Test
    void whatIsNotTheWholeChangeIsRefusedWithItsBranch() {
        refused(new ChangedFiles(work.diff()).with("diff_truncated", true),
                "the diff is cut; fetch the branch agentmesh/1 instead");
        refused(new ChangedFiles(work.diff()).with("diff_masked", true),
                "a secret is masked in the diff; fetch the branch agentmesh/1 instead");
        work.write("logo.png", new byte[] {0, 1, 2, 3});
        refused(new ChangedFiles(work.diff()),
                "a binary file changed, which the diff doesn't contain; fetch the branch agentmesh/1 instead");
        assertThat(mine.status()).isEmpty();
    }

    @Test
    void diffThatDoesNotFitLeavesADirtyCheckoutAsItIs() {
        mine.write("shop.txt", "one\nmine\nthree\n");

        refused(new ChangedFiles(work.diff()), "the diff doesn't fit " + mine.root()
                + ", where nothing was changed: patch failed: shop.txt:1; shop.txt: patch does not apply");
        assertThat(mine.status()).isEqualTo(" M shop.txt\n");
    }

    @Test
    void pathOutsideOfTheCheckoutIsRefused() {
        refused(new ChangedFiles("diff --git a/../evil b/../evil\nnew file mode 100644\n--- /dev/null\n+++ b/../evil\n"
                + "@@ -0,0 +1 @@\n+x\n"),
                "the diff doesn't fit " + mine.root() + ", where nothing was changed: invalid path '../evil'");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void taskThatChangedNothingOrThatIsUnknownIsSaid() throws Exception {
        assertThat(shell.run("apply", ended(new ChangedFiles("")), "--directory", "mine")).isZero();
        assertThat(shell.err()).isEqualTo("The task changed no file.\n");
        assertThat(shell.run("apply", worker.submit(codebase, "t", "p"))).isEqualTo(1);
        assertThat(shell.err()).contains("changed: it is pending");
        Files.createDirectories(folder.resolve("none"));
        assertThat(shell.run("apply", ended(new ChangedFiles(work.diff())), "--directory", "none")).isEqualTo(1);
        assertThat(shell.err()).contains("none is not a git checkout");
    }

    private void refused(ChangedFiles changes, String reason) {
        assertThat(shell.run("apply", ended(changes), "--directory", "mine")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("agentmesh apply: " + reason + "\n");
        assertThat(shell.out()).isEmpty();
    }

    private String ended(ChangedFiles changes) {
        String task = worker.submit(codebase, "t", "p");
        worker.claim(task);
        worker.complete(task, "r", changes.outcome());
        return task;
    }
}
