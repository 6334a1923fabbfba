package io.agentmesh.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.support.FolderState;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.changes.Changes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot in each state in which a user's checkout can be; the checkout and its repository stay as they are. */
class GitSnapshotTest extends GitScene {

    private Map<String, String> before;

    @BeforeEach
    void commit() {
        repository.write("lib/b.txt", "1\n");
        repository.commit("a.txt", "1\n");
    }

    @AfterEach
    void repositoryIsWhole() {
        assertThat(repository.git("fsck", "--no-dangling")).isEmpty();
    }

    /** With one change, which is all that is reported; the repository is compared around that. */
    private Changes change() throws IOException {
        before = FolderState.of(root.resolve(".git"));
        begin();
        repository.write("its.txt", "1\n");
        Changes changes = end();
        assertThat(FolderState.of(root.resolve(".git"))).isEqualTo(before);
        return changes;
    }

    @Test
    void aDirtyCheckoutStaysAsItIs() throws IOException {
        repository.write("a.txt", "2\n");
        repository.git("stash");
        repository.write("a.txt", "3\n");
        repository.git("add", "a.txt");
        repository.write("a.txt", "4\n");
        repository.write("untracked.txt", "1\n");
        Files.delete(root.resolve("lib/b.txt"));

        assertThat(change().files()).containsExactly(added("its.txt", 1));

        assertThat(repository.git("status", "--porcelain")).isEqualTo("MM a.txt\n D lib/b.txt\n?? its.txt\n?? untracked.txt");
        assertThat(repository.git("stash", "list")).contains("stash@{0}");
    }

    @Test
    void anIndexThatIsInUseIsNotWaitedFor() throws IOException {
        repository.write(".git/index.lock", "");

        assertThat(change().files()).containsExactly(added("its.txt", 1));

        Files.delete(root.resolve(".git/index.lock"));
    }

    @Test
    void filesThatAreIntendedToBeAddedCountAsThere() throws IOException {
        repository.write("soon.txt", "1\n");
        repository.git("add", "--intent-to-add", "soon.txt");

        assertThat(change().files()).containsExactly(added("its.txt", 1));
    }

    @Test
    void conflictsOfAMergeStayConflicts() throws IOException {
        repository.git("switch", "--quiet", "--create", "other");
        repository.commit("a.txt", "other\n");
        repository.git("switch", "--quiet", "main");
        repository.commit("a.txt", "mine\n");
        try {
            repository.git("merge", "other");
        } catch (AssertionError conflict) {
            assertThat(conflict).hasMessageContaining("CONFLICT");
        }

        assertThat(change().files()).containsExactly(added("its.txt", 1));

        assertThat(repository.git("status", "--porcelain")).isEqualTo("UU a.txt\n?? its.txt");
    }

    @Test
    void anIndexInTwoPartsStaysAsItIs() throws IOException {
        repository.git("config", "core.splitIndex", "true");
        repository.git("config", "splitIndex.maxPercentChange", "0");
        repository.git("update-index", "--split-index");

        assertThat(change().files()).containsExactly(added("its.txt", 1));
    }

    @Test
    void whatGitIgnoresIsNoChange() throws IOException {
        repository.commit(".gitignore", "*.log\n");
        before = FolderState.of(root.resolve(".git"));
        begin();
        repository.write("its.log", "1\n");

        assertThat(end().isEmpty()).isTrue();
    }

    @Test
    void aRepositoryInTheCheckoutIsOneEntry() throws IOException {
        GitRepository.create(root.resolve("nested")).commit("n.txt", "1\n");

        assertThat(change().files()).containsExactly(added("its.txt", 1));
    }

    @Test
    void aRepositoryInTheCheckoutMayHaveNoCommit() throws IOException {
        GitRepository.create(root.resolve("nested")).write("n.txt", "1\n");

        assertThat(change().files()).containsExactly(added("its.txt", 1));
    }

    @Test
    void aChangeInASubmoduleIsOneOfItsEntry() throws IOException {
        GitRepository library = GitRepository.create(temp.resolve("library"));
        library.commit("l.txt", "1\n");
        repository.git("submodule", "add", "--quiet", library.folder().toString(), "library");
        repository.git("commit", "--quiet", "--message=library");
        assertThat(change().files()).containsExactly(added("its.txt", 1));

        new GitRepository(root.resolve("library")).commit("l.txt", "2\n");

        assertThat(end().files()).containsExactly(added("its.txt", 1), modified("library", 1, 1));
    }

    @Test
    void objectsOfAnotherRepositoryAreFound() throws IOException {
        Path borrowing = temp.toRealPath().resolve("borrowing");
        repository.git("clone", "--quiet", "--shared", root.toString(), borrowing.toString());
        GitRepository clone = new GitRepository(borrowing);
        GitSnapshot snapshot = new GitSnapshot(git, borrowing, borrowing.resolve(".git"), borrowing.resolve(".git"), own);

        assertThat(snapshot.take()).isEqualTo(clone.git("rev-parse", "HEAD^{tree}"));
    }

    @Test
    void aProgramThatTheRepositoryNamesAsMonitorIsNotRun() throws IOException {
        Path ran = temp.resolve("ran");
        repository.git("config", "core.fsmonitor", "touch '" + ran + "'; false");
        repository.write(".git/hooks/post-index-change", "#!/bin/sh\ntouch '" + ran + "'\n").toFile().setExecutable(true);

        assertThat(change().files()).containsExactly(added("its.txt", 1));

        assertThat(ran).doesNotExist();
        repository.git("config", "core.fsmonitor", "false");
    }

    @Test
    void aPatchHasAllThatDiffers() throws IOException {
        repository.write("image.png", "\0\1");
        repository.write("name with ü.txt", "1\n");
        Path patch = temp.resolve("patch");
        GitSnapshot snapshot = snapshot();
        String tree = snapshot.take();

        assertThat(snapshot.write(patch, "HEAD", tree)).isTrue();
        assertThat(snapshot.write(patch, tree, tree)).isFalse();

        repository.git("stash", "--include-untracked");
        repository.git("apply", patch.toString());
        assertThat(repository.git("status", "--porcelain", "-z")).isEqualTo("?? image.png\0?? name with ü.txt\0".strip());
    }
}
