package io.agentmesh.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.task.changes.ChangedFile;
import io.agentmesh.task.changes.Changes;
import io.agentmesh.task.changes.Commit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task changed, in each way in which a file can change. */
class GitChangesTest extends GitScene {

    @Test
    void whatWasThereBeforeIsNotTheTasks() throws IOException {
        repository.commit("a.txt", "1\n");
        repository.commit("b.txt", "1\n");
        repository.write("a.txt", "1\nthe user's\n");
        repository.write("notes.txt", "the user's\n");
        begin();

        repository.write("notes.txt", "the user's\nthe task's\n");
        repository.write("b.txt", "2\n");

        Changes changes = end();
        assertThat(changes.files()).containsExactly(modified("b.txt", 1, 1), modified("notes.txt", 1, 0));
        assertThat(changes.added()).isEqualTo(2);
        assertThat(changes.removed()).isEqualTo(1);
        assertThat(changes.diff()).contains("+the task's", "--- a/b.txt").doesNotContain("+the user's");
        assertThat(changes.commits()).isEmpty();
        assertThat(changes.diffTruncated()).isFalse();
    }

    @Test
    void nothingIsReportedWhereNothingChanged() throws IOException {
        repository.commit("a.txt", "1\n");
        repository.write("a.txt", "2\n");
        begin();

        assertThat(end().isEmpty()).isTrue();
    }

    @Test
    void whatTheTaskCommittedIsReportedWithItsCommits() throws IOException {
        String base = repository.commit("a.txt", "1\n");
        begin();
        repository.write("a.txt", "2\n");
        repository.git("commit", "--quiet", "--all", "--message=First, with a body\n\nThe body");
        String first = repository.git("rev-parse", "HEAD");
        repository.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message=");
        String second = repository.git("rev-parse", "HEAD");
        repository.write("c.txt", "1\n");

        Changes changes = end();

        assertThat(changes.base()).isEqualTo(base);
        assertThat(changes.head()).isEqualTo(second);
        assertThat(changes.commits()).containsExactly(new Commit(second, ""), new Commit(first, "First, with a body"));
        assertThat(changes.files()).containsExactly(modified("a.txt", 1, 1), added("c.txt", 1));
    }

    @Test
    void aRepositoryMayHaveNoCommit() throws IOException {
        repository.write("mine.txt", "1\n");
        begin();
        repository.write("its.txt", "1\n2\n");

        Changes changes = end();

        assertThat(changes.base()).isNull();
        assertThat(changes.head()).isNull();
        assertThat(changes.files()).containsExactly(added("its.txt", 2));
    }

    @Test
    void theFirstCommitOfARepositoryIsReported() throws IOException {
        begin();
        String first = repository.commit("its.txt", "1\n");

        assertThat(end().commits()).containsExactly(new Commit(first, "its.txt"));
    }

    @Test
    void eachKindOfChangeHasItsStatus() throws IOException {
        repository.write("gone.txt", "1\n2\n");
        repository.write("old name.txt", "one\ntwo\nthree\nfour\n");
        repository.write("empty.txt", "");
        repository.write("image.png", "\0\1");
        repository.write("turns.txt", "1\n");
        repository.commit("script.sh", "#!/bin/sh\n");
        begin();
        Files.delete(root.resolve("gone.txt"));
        Files.move(root.resolve("old name.txt"), root.resolve("new name.txt"));
        Files.delete(root.resolve("empty.txt"));
        repository.write("image.png", "\0\2");
        repository.write("new.png", "\0\3");
        repository.write("void.txt", "");
        Files.delete(root.resolve("turns.txt"));
        Files.createSymbolicLink(root.resolve("turns.txt"), Path.of("gone.txt"));
        assertThat(root.resolve("script.sh").toFile().setExecutable(true)).isTrue();

        Changes changes = end();

        assertThat(changes.files()).containsExactlyInAnyOrder(deleted("gone.txt", 2),
                new ChangedFile("new name.txt", "old name.txt", "renamed", 0, 0, null), deleted("empty.txt", 0),
                binary("image.png", "modified"), binary("new.png", "added"), added("void.txt", 0),
                new ChangedFile("turns.txt", null, "type_changed", 1, 1, null), modified("script.sh", 0, 0));
        assertThat(changes.diff()).contains("Binary files a/image.png and b/image.png differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks.txt", " around ", "Größe/ñ.txt", "two\nlines.txt", "tab\tand\ttab", "a\"quote'.txt",
            "back\\slash", ":colon", ":(top)magic", "-dash", "glob*[a]?", "🙂.txt"})
    void namesAreAsTheyAre(String name) throws IOException {
        repository.commit("a.txt", "1\n");
        begin();
        repository.write(name, "one\ntwo\n");
        assertThat(end().files()).containsExactly(added(name, 2));
        begin();

        String moved = "moved" + name.replace('/', '-');
        Files.move(root.resolve(name), root.resolve(moved));

        assertThat(end().files()).containsExactly(new ChangedFile(moved, name, "renamed", 0, 0, null));
    }

    @Test
    void theUsersOwnSettingsOfDiffDoNotCount() throws IOException {
        repository.git("config", "diff.noprefix", "true");
        repository.git("config", "diff.mnemonicPrefix", "true");
        repository.git("config", "diff.external", "false");
        repository.git("config", "color.ui", "always");
        repository.git("config", "diff.renames", "false");
        repository.git("config", "log.showSignature", "true");
        repository.git("config", "diff.orderFile", "missing");
        repository.commit("a.txt", "1\n");
        begin();
        repository.write("a.txt", "2\n");

        assertThat(end().diff()).startsWith("diff --git a/a.txt b/a.txt\n").endsWith("@@ -1 +1 @@\n-1\n+2\n");
    }

    @Test
    void aLongDiffIsCutAfterALine() throws IOException {
        repository.commit("a.txt", "1\n");
        begin();
        repository.write("a.txt", "ä\n".repeat(1000));
        String whole = end().diff();

        for (int max : List.of(1, 200, 201, 202)) {
            Changes cut = end(max);
            assertThat(cut.diffTruncated()).isTrue();
            assertThat(whole).startsWith(cut.diff());
            assertThat(cut.diff()).matches("(?s)|.*\n");
            assertThat(bytes(cut.diff())).isBetween(Math.max(0, max - 120), max);
            assertThat(cut.added()).isEqualTo(1000);
        }
        assertThat(end(bytes(whole)).diffTruncated()).isFalse();
        assertThat(end(bytes(whole)).diff()).isEqualTo(whole);
        assertThat(end(0).diff()).isEmpty();
        assertThat(end(0).diffTruncated()).isTrue();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void moreFilesAndCommitsThanAnyoneReadsAreLeftOut() throws IOException {
        repository.commit("a.txt", "1\n");
        begin();
        for (int i = 0; i < 1100; i++) {
            repository.write("many/" + i, i + "\n");
        }

        Changes changes = end();

        assertThat(changes.files()).hasSize(1000);
        assertThat(changes.filesTruncated()).isTrue();
        assertThat(changes.added()).isEqualTo(1100);
    }
}
