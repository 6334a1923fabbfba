package io.agentmesh.cli.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.changes.Checkout.AppliedFile;
import io.agentmesh.cli.client.ClientFailure;

/** A diff of the real git in a checkout of the real git. */
class CheckoutTest {

    @TempDir
    Path folder;

    private GitFolder work;
    private GitFolder mine;

    @BeforeEach
    void open() {
        work = new GitFolder(folder.resolve("work"));
        work.write("src/a file.txt", "with a space\n");
        work.write("src/grün.txt", "ä\n");
        work.write("old.txt", "1\n2\n3\n4\n5\n");
        work.write("windows.txt", "one\r\ntwo\r\n");
        work.commit("more");
        mine = work.copy(folder.resolve("mine"));
    }

    @Test
    void filesAreMadeChangedRenamedAndDeletedAndNothingElse() throws Exception {
        work.write("shop.txt", "one\n2\nthree\n");
        work.write("src/a file.txt", "with two spaces\n");
        work.write("src/grün.txt", "ö\n");
        work.write("windows.txt", "one\r\nzwei\r\n");
        work.write("new folder/new.txt", "new");
        Files.move(work.root().resolve("old.txt"), work.root().resolve("renamed.txt"));
        mine.write("mine.txt", "not committed");

        Checkout checkout = Checkout.of(mine.root().resolve("src"));
        assertThat(checkout.apply(work.diff(), false)).contains(new AppliedFile("shop.txt", 1, 1),
                new AppliedFile("src/grün.txt", 1, 1), new AppliedFile("renamed.txt", 0, 0)).hasSize(6);

        for (String file : new String[] {"shop.txt", "src/a file.txt", "src/grün.txt", "windows.txt", "new folder/new.txt",
            "renamed.txt"}) {
            assertThat(mine.read(file)).as(file).isEqualTo(work.read(file));
        }
        assertThat(mine.root().resolve("old.txt")).doesNotExist();
        assertThat(mine.read("mine.txt")).isEqualTo("not committed");
        assertThat(mine.git("diff", "--cached", "--name-only")).isEmpty();
    }

    @Test
    void checkWritesNothing() {
        work.write("shop.txt", "one\n2\nthree\n");

        assertThat(Checkout.of(mine.root()).apply(work.diff(), true)).containsExactly(new AppliedFile("shop.txt", 1, 1));
        assertThat(mine.status()).isEmpty();
    }

    @Test
    void diffThatFitsOnlyInPartChangesNothing() {
        work.write("shop.txt", "one\n2\nthree\n");
        work.write("a-new-file.txt", "new\n");
        String diff = work.diff();
        mine.write("shop.txt", "one\nzwei\nthree\n");

        assertThatThrownBy(() -> Checkout.of(mine.root()).apply(diff, false)).isInstanceOf(ClientFailure.class)
                .hasMessageStartingWith("the diff doesn't fit ")
                .hasMessageContaining("nothing was changed: patch failed: shop.txt:1")
                .hasMessageNotContaining("\n");
        assertThat(mine.status()).isEqualTo(" M shop.txt\n");
        assertThat(mine.read("shop.txt")).isEqualTo("one\nzwei\nthree\n");
    }

    @Test
    void diffThatIsThereAlreadyIsSaid() {
        work.write("shop.txt", "one\n2\nthree\n");
        String diff = work.diff();
        Checkout.of(mine.root()).apply(diff, false);

        assertThatThrownBy(() -> Checkout.of(mine.root()).apply(diff, false))
                .hasMessageStartingWith("the diff is applied already");
    }

    @Test
    void pathOutsideOfTheCheckoutIsRefused() {
        for (String path : new String[] {"../evil.txt", ".git/hooks/post-commit", "/tmp/evil.txt"}) {
            assertThatThrownBy(() -> Checkout.of(mine.root()).apply(made(path, "100644"), false)).as(path)
                    .isInstanceOf(ClientFailure.class);
        }
        assertThat(folder.resolve("evil.txt")).doesNotExist();
        assertThat(mine.root().resolve(".git/hooks/post-commit")).doesNotExist();
        assertThat(mine.status()).isEmpty();
    }

    @Test
    void pathBehindALinkIsRefused() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        String link = made("link", "120000").replace("+x\n", "+" + outside + "\n\\ No newline at end of file\n");

        assertThatThrownBy(() -> Checkout.of(mine.root()).apply(link + made("link/evil.txt", "100644"), false))
                .isInstanceOf(ClientFailure.class).hasMessageContaining("symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void programsThatTheRepositoryNamesAreNotStarted() throws Exception {
        Path ran = folder.resolve("ran");
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\ntouch '" + ran + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        mine.git("config", "core.fsmonitor", program.toString());
        Path hook = mine.root().resolve(".git/hooks/post-index-change");
        Files.write(hook, Files.readAllBytes(program));
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        work.write("shop.txt", "one\n2\nthree\n");

        Checkout.of(mine.root()).apply(work.diff(), false);

        assertThat(ran).doesNotExist();
    }

    @Test
    void trailingSpacesStayWhateverGitIsToldToDo() {
        work.write("shop.txt", "one\ntwo  \nthree\n");
        mine.git("config", "apply.whitespace", "fix");

        Checkout.of(mine.root()).apply(work.diff(), false);

        assertThat(mine.read("shop.txt").getBytes(StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo  \nthree\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void folderWithoutGitIsSaid() throws Exception {
        Path none = Files.createDirectories(folder.resolve("none"));

        assertThatThrownBy(() -> Checkout.of(none)).hasMessageContaining("is not a git checkout: not a git repository");
        assertThatThrownBy(() -> Checkout.of(folder.resolve("missing"))).hasMessageEndingWith("is not a folder");
    }

    private static String made(String path, String mode) {
        return "diff --git a/" + path + " b/" + path + "\nnew file mode " + mode + "\n--- /dev/null\n+++ b/" + path
                + "\n@@ -0,0 +1 @@\n+x\n";
    }
}
