package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;

import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;

/** Agents that treat their worktree as no agent should: what they did is reported and kept all the same. */
class UnrulyAgentTest extends PruningScene {

    @Test
    void commitsOfADetachedHeadAreKept() throws IOException {
        GitRepository onward = open(task("t1"));
        onward.git("switch", "--quiet", "--detach");
        String one = onward.commit("one.txt", "1\n");
        GitRepository aside = open(task("t2"));
        String mine = aside.commit("mine.txt", "1\n");
        aside.git("switch", "--quiet", "--detach", first);
        String two = aside.commit("two.txt", "1\n");
        GitRepository looking = open(task("t3"));
        String three = looking.commit("three.txt", "1\n");
        looking.git("switch", "--quiet", "--detach", first);

        assertThat(close(task("t2"), null).branch()).isEqualTo("agentmesh/t2-2");
        prune();

        assertThat(shop.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads/agentmesh").lines())
                .containsExactly("agentmesh/t1 " + one, "agentmesh/t2 " + mine, "agentmesh/t2-2 " + two,
                        "agentmesh/t3 " + three);
        assertNothingIsLeft();
    }

    @Test
    void anAgentMayRenameOrDeleteItsBranch() throws IOException {
        GitRepository renamed = open(task("t1"));
        renamed.commit("one.txt", "1\n");
        renamed.git("branch", "--move", "mine");
        GitRepository deleted = open(task("t2"));
        deleted.commit("two.txt", "1\n");
        deleted.git("update-ref", "-d", "refs/heads/agentmesh/t2");
        GitRepository moved = open(task("t3"));
        moved.git("switch", "--quiet", "--detach");
        moved.git("branch", "--quiet", "-D", "agentmesh/t3");
        moved.write("three.txt", "1\n");

        assertThat(close(task("t1"), null).branch()).isEqualTo("mine");
        assertThat(close(task("t2"), null).files()).extracting("path").containsExactly("two.txt");
        assertThat(close(task("t3"), null).branch()).isEqualTo("agentmesh/t3");
        prune();

        assertThat(shop.branches("")).containsExactly("agentmesh/t2", "agentmesh/t3", "main", "mine");
        assertThat(content("mine", "one.txt") + content("agentmesh/t2", "two.txt") + content("agentmesh/t3", "three.txt"))
                .isEqualTo("111");
        assertNothingIsLeft();
    }

    @Test
    void anAgentMayLeaveABranchWithoutAnyCommitOrFile() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.git("switch", "--quiet", "--orphan", "void");

        assertThat(close(task("t1"), null).files()).extracting("path", "status")
                .containsExactly(tuple("a.txt", "deleted"));
        prune();

        assertNothingIsLeft();
    }

    @Test
    void anAgentMayRemoveTheLinkToTheRepository() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.write("one.txt", "1\n");
        delete(tree.folder().resolve(".git"));

        assertThat(close(task("t1"), null).files()).extracting("path").containsExactly("one.txt");
        GitRepository other = open(task("t2"));
        other.write("two.txt", "1\n");
        delete(other.folder().resolve(".git"));
        prune();

        assertThat(content("agentmesh/t1", "one.txt") + content("agentmesh/t2", "two.txt")).isEqualTo("11");
        assertNothingIsLeft();
    }

    @Test
    void anAgentMayRemoveItsWorktree() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.commit("one.txt", "1\n");
        FolderRemover.remove(tree.folder());

        Workspace workspace = report.workspace(task("t1"));
        assertThatThrownBy(() -> commit.isNeeded(workspace)).hasMessage("it is no longer a worktree of the repository");
        assertThat(commit.failed(workspace, new Outcome("completed", "done", null, null, null), new IOException("no")).error())
                .startsWith("its worktree " + tree.folder() + " was removed, or its .git, so that nothing more could be committed");
        assertThat(report.added(workspace, new Outcome("completed", "done", null, null, null)).changes().files())
                .extracting("path").containsExactly("one.txt");
        prune();

        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1");
        assertNothingIsLeft();
    }

    @Test
    void anAgentMayPutARepositoryOfItsOwnInPlaceOfItsWorktree() throws IOException {
        GitRepository tree = open(task("t1"));
        delete(tree.folder().resolve(".git"));
        GitRepository.create(tree.folder()).commit("one.txt", "1\n");

        assertThatThrownBy(() -> close(task("t1"), null)).hasMessage("it is no longer a worktree of the repository");
        report.ended(task("t1"), new Outcome("failed", null, "no", null, null));
        prune();

        assertThat(tree.folder().resolve("one.txt")).hasContent("1");
    }

    @Test
    void anAgentMayLeadItsWorktreeElsewhere() throws IOException {
        for (String other : new String[] {root + "/.git", "/none"}) {
            GitRepository tree = open(task("t" + other.length()));
            tree.write("one.txt", "1\n");
            Files.writeString(tree.folder().resolve(".git"), "gitdir: " + other);

            assertThat(close(task("t" + other.length()), null).files()).extracting("path").containsExactly("one.txt");
        }
        assertThat(shop.git("rev-parse", "main")).isEqualTo(first);
    }

    @Test
    void whatAnotherWorkerDoesInTheRepositoryIsNotItsChange() throws IOException {
        open(task("t1")).write("one.txt", "1\n");
        String other = temp.resolve("other").toString();
        shop.git("worktree", "add", "--quiet", "-b", "agentmesh/other", other);
        shop.git("branch", "evil");

        assertThat(close(task("t1"), null).refs()).extracting("name").containsExactly("refs/heads/evil");
    }

    @Test
    void anAgentMayNotGiveAwayWhatTheWorkerCopied() throws IOException {
        shop.commit(".gitignore", ".env\n");
        GitRepository tree = open(task("t1"));
        tree.write(".env", "a secret");
        Files.writeString(WorktreeCommit.copied(git, journal("t1")), ".env\0");
        Files.delete(tree.folder().resolve(".gitignore"));

        assertThat(close(task("t1"), null).files()).extracting("path").containsExactly(".gitignore");
        assertThat(tree.folder().resolve(".env")).exists();
    }

    @Test
    void aFolderThatGitNoLongerKnowsIsNotThrownAway() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.write("one.txt", "1\n");
        delete(tree.folder().resolve(".git"));
        FolderRemover.remove(root.resolve(".git/worktrees/t1"));

        prune();

        assertThat(tree.folder().resolve("one.txt")).exists();
    }

    @Test
    void aRepositoryInTheWorktreeThatHasWorkOfItsOwnIsNotThrownAway() throws IOException {
        GitRepository tree = open(task("t1"));
        GitRepository nested = GitRepository.create(tree.folder().resolve("nested"));
        nested.commit("n.txt", "1\n");
        close(task("t1"), null);

        prune();

        assertThat(nested.folder().resolve("n.txt")).exists();
        assertThat(known()).hasSize(1);
    }
}
