package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.changes.Changes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worktree that a task gets, in each state in which an earlier attempt may have left it. */
class WorktreesTest extends WorkspaceScene {

    @Test
    void aNewTaskBeginsFromTheCheckoutsCommit() throws IOException {
        GitRepository tree = open(task("t1"));

        assertThat(tree.folder()).isEqualTo(temp.toRealPath().resolve("worktrees/cb1/t1"));
        assertThat(tree.git("rev-parse", "HEAD")).isEqualTo(first);
        assertThat(tree.git("branch", "--show-current")).isEqualTo("agentmesh/t1");
        assertThat(journal("t1").state()).isEqualTo(Workspace.State.OPEN);
    }

    @Test
    void anInterruptedAttemptFindsItsWorktreeAgain() throws IOException {
        open(task("t1")).write("half.txt", "1\n");

        assertThat(open(task("t1")).folder().resolve("half.txt")).hasContent("1\n");
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1");
    }

    @Test
    void anInterruptedAttemptWhoseFolderIsGoneGetsItsBranchAgain() throws IOException {
        GitRepository tree = open(task("t1"));
        String done = tree.commit("done.txt", "1\n");
        FolderRemover.remove(tree.folder());

        assertThat(open(task("t1")).git("rev-parse", "HEAD")).isEqualTo(done);
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1");
    }

    @Test
    void anInterruptedAttemptWhoseFolderAndBranchAreGoneBeginsAnew() throws IOException {
        FolderRemover.remove(open(task("t1")).folder());
        shop.git("worktree", "prune");
        shop.git("branch", "-D", "agentmesh/t1");

        assertThat(open(task("t1")).git("rev-parse", "HEAD")).isEqualTo(first);
    }

    @Test
    void anInterruptedAttemptWhoseAgentRemovedTheLinkToTheRepositoryGoesOn() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.write("half.txt", "1\n");
        delete(tree.folder().resolve(".git"));

        assertThat(open(task("t1")).git("status", "--porcelain")).isEqualTo("?? half.txt");
    }

    @Test
    void whatWasCreatedInPartIsCreatedAgain() throws IOException {
        Workspace planned = plan(task("t1"), root);
        add(planned);
        Files.writeString(root.resolve(".git/worktrees/t1/locked"), "initializing");
        delete(Path.of(planned.worktree(), ".git"));

        GitRepository tree = open(task("t1"));

        assertThat(tree.git("status", "--porcelain")).isEmpty();
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1");
        assertThat(known()).containsExactly(tree.folder());
    }

    @Test
    void aSecondAttemptBeginsAnewAndTheFirstOnesWorkStays() throws IOException {
        open(task("t1")).write("half.txt", "1\n");
        String second = shop.commit("b.txt", "1\n");

        GitRepository tree = open(task("t1", 2, "{}"));

        assertThat(tree.git("branch", "--show-current")).isEqualTo("agentmesh/t1-2");
        assertThat(tree.git("rev-parse", "HEAD")).isEqualTo(second);
        assertThat(content("agentmesh/t1", "half.txt")).isEqualTo("1");
        assertThat(shop.git("log", "-1", "--format=%s|%an|%ae|%b", "agentmesh/t1"))
                .isEqualTo("Unfinished work|AgentMesh|agentmesh@localhost|AgentMesh-Task: t1");
    }

    @Test
    void aSecondAttemptTakesTheNameOfOneThatDidNothing() throws IOException {
        open(task("t1"));

        assertThat(open(task("t1", 2, "{}")).git("branch", "--show-current")).isEqualTo("agentmesh/t1");
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1");
    }

    @Test
    void aBranchOfTheUsersIsLeftAlone() throws IOException {
        shop.git("branch", "agentmesh/t1");
        shop.git("branch", "agentmesh/t1-2");

        assertThat(open(task("t1")).git("branch", "--show-current")).isEqualTo("agentmesh/t1-3");
    }

    @Test
    void baseIsACommitOrBranch() throws IOException {
        shop.git("branch", "old");
        shop.git("tag", "v1");
        shop.commit("b.txt", "1\n");

        for (String base : new String[] {"old", "v1", first, "HEAD~1", "refs/heads/old"}) {
            GitRepository tree = open(task("on-" + base.replaceAll("\\W", "-"), 1, "{'base': '" + base + "'}"));
            assertThat(tree.git("rev-parse", "HEAD")).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'none'", "'--all'", "'HEAD~9'", "'HEAD:a.txt'", "'main..old'", "'a\\nb'", "'HEAD^{tree}'", "5",
            "['main']"})
    void anotherBaseIsRefused(String base) throws IOException {
        assertThatThrownBy(() -> plan(task("t1", 1, "{'base': " + base + "}"), root))
                .isInstanceOf(RefusedTaskException.class).hasMessageStartingWith("metadata.base names no commit or branch");
        assertThat(workspaces.all()).isEmpty();
    }

    @Test
    void aSessionGoesOnInItsFolderFromTheLastCommit() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.write("half.txt", "1\n");
        Changes done = close(task("t1"), "ses_1");
        shop.commit("b.txt", "1\n");

        GitRepository again = open(task("t2", 1, "{'resume_session_id': 'ses_1'}"));

        assertThat(again.folder()).isEqualTo(tree.folder());
        assertThat(again.git("rev-parse", "HEAD")).isEqualTo(done.head());
        assertThat(again.git("branch", "--show-current")).isEqualTo("agentmesh/t2");
        assertThat(workspaces.find("t1")).isEmpty();
    }

    @Test
    void aSessionThatChangedNothingGoesOnFromWhereItBegan() throws IOException {
        open(task("t1"));
        close(task("t1"), "ses_1");
        shop.commit("b.txt", "1\n");

        assertThat(open(task("t2", 1, "{'resume_session_id': 'ses_1'}")).git("rev-parse", "HEAD")).isEqualTo(first);
    }

    @Test
    void aSessionGoesOnFromABranchOfTheAgents() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.git("switch", "--quiet", "--create", "feature");
        String done = tree.commit("done.txt", "1\n");
        close(task("t1"), "ses_1");

        assertThat(open(task("t2", 1, "{'resume_session_id': 'ses_1'}")).git("rev-parse", "HEAD")).isEqualTo(done);
        assertThat(shop.branches("")).contains("feature");
    }

    @Test
    void aCodebaseMayBeASubfolder() throws IOException {
        shop.write("apps/web shop/w.txt", "1\n");
        shop.commit("c.txt", "1\n");
        Path codebase = root.resolve("apps/web shop");

        assertThat(open(task("t1"), codebase).folder())
                .isEqualTo(temp.toRealPath().resolve("worktrees/cb1/t1/apps/web shop"));
        assertThatThrownBy(() -> open(task("t2", 1, "{'base': '" + first + "'}"), codebase))
                .isInstanceOf(RefusedTaskException.class)
                .hasMessage("the commit " + first + " has no folder apps/web shop/");
    }

    @Test
    void whereThereCanBeNoneTheTaskIsToldWhy() throws IOException {
        Path plain = Files.createDirectories(temp.toRealPath().resolve("plain"));
        assertThatThrownBy(() -> plan(task("t1"), plain)).isInstanceOf(RefusedTaskException.class)
                .hasMessageStartingWith("its isolation is worktree, and there can be none of " + plain + ": ")
                .hasMessageContaining("not a git repository");
        Path fresh = GitRepository.create(temp.toRealPath().resolve("fresh")).folder();
        assertThatThrownBy(() -> plan(task("t1"), fresh)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("the repository has no commit yet, so that there is nothing to begin a worktree from");
        assertThat(workspaces.all()).isEmpty();
    }

    @Test
    void aBareRepositoryHasWorktreesToo() throws IOException {
        Path bare = temp.toRealPath().resolve("shop.git");
        shop.git("clone", "--quiet", "--bare", root.toString(), bare.toString());

        assertThat(open(task("t1"), bare).git("rev-parse", "HEAD")).isEqualTo(first);
    }
}
