package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.support.GitRepository;
import org.junit.jupiter.api.Test;

/** Which worktrees and branches of ended tasks are removed, and that no work goes with them. */
class WorktreePruningTest extends PruningScene {

    @Test
    void theNewestAreKeptForAWhile() throws IOException {
        for (String id : new String[] {"t1", "t2", "t3"}) {
            GitRepository tree = open(task(id));
            close(task(id), null);
            workspaces.write(journal(id).ended(null, "2026-12-01T00:00:0" + id.charAt(1) + "Z"));
            assertThat(tree.folder()).exists();
        }
        prune(2, Duration.between(Instant.now(), Instant.parse("2026-12-02T00:00:00Z")));
        assertThat(workspaces.all()).extracting(Workspace::task).containsExactlyInAnyOrder("t2", "t3");
        assertThat(known()).hasSize(2);

        prune(2, Duration.between(Instant.now(), Instant.parse("2026-12-08T00:00:02.5Z")));
        assertThat(workspaces.all()).extracting(Workspace::task).containsExactly("t3");
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t3");
    }

    @Test
    void aTaskThatIsNotOverKeepsItsOwn() throws IOException {
        open(task("t1"));
        running.add("t1");

        prune(0, Duration.ofDays(100));

        assertThat(known()).hasSize(1);
    }

    @Test
    void aTaskThatHasYetToBeReportedKeepsItsOwn() throws IOException {
        open(task("t1"));
        close(task("t1"), null);
        unfinished.add("t1");

        prune(0, Duration.ofDays(100));
        assertThat(known()).hasSize(1);

        unfinished.clear();
        prune(0, Duration.ofDays(100));
        assertThat(known()).isEmpty();
    }

    @Test
    void aBranchWithWorkIsKeptAndOneWithoutIsNot() throws IOException {
        open(task("t1")).write("done.txt", "1\n");
        open(task("t2")).commit("done.txt", "2\n");
        open(task("t3"));
        GitRepository merged = open(task("t4"));
        merged.write("a.txt", "4\n");
        merged.git("commit", "--quiet", "--all", "--message=4");
        shop.git("merge", "--quiet", "--ff-only", "agentmesh/t4");

        prune();

        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1", "agentmesh/t2");
        assertThat(content("agentmesh/t1", "done.txt")).isEqualTo("1");
        assertNothingIsLeft();
    }

    @Test
    void aBranchThatTheUserHasCheckedOutIsKept() throws IOException {
        open(task("t1")).commit("done.txt", "1\n");
        open(task("t2"));
        Path review = temp.toRealPath().resolve("review");
        shop.git("worktree", "add", "--quiet", "--force", review.toString(), "agentmesh/t2");
        close(task("t1"), null);

        prune();
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/t1", "agentmesh/t2");
        assertThat(workspaces.all()).isEmpty();

        shop.git("switch", "--quiet", "--detach", "agentmesh/t1");
        open(task("t3", 1, "{'base': 'agentmesh/t1'}"));
        shop.git("branch", "--quiet", "-D", "agentmesh/t1");
        prune();
        assertThat(shop.branches("agentmesh")).as("a detached HEAD is no branch").contains("agentmesh/t3");
    }

    @Test
    void aBranchThatIsOnAServerNeedNotBeKept() throws IOException {
        GitRepository origin = GitRepository.create(temp.toRealPath().resolve("origin"));
        shop.git("remote", "add", "origin", origin.folder().toString());
        GitRepository tree = open(task("t1"));
        tree.commit("done.txt", "1\n");
        tree.git("push", "--quiet", "origin", "HEAD");

        prune();

        assertThat(shop.branches("agentmesh")).isEmpty();
    }

    @Test
    void aRemovalThatWasCutOffIsFinishedAndDeletesNothingOnTheBranch() throws IOException {
        GitRepository tree = open(task("t1"));
        tree.write("one.txt", "1\n");
        String done = close(task("t1"), null).head();
        workspaces.write(journal("t1").in(Workspace.State.REMOVING));
        Files.delete(tree.folder().resolve("one.txt"));

        prune();

        assertThat(shop.git("rev-parse", "agentmesh/t1")).isEqualTo(done);
        assertNothingIsLeft();
    }

    @Test
    void aCodebaseThatTheCheckoutLacksNowLosesNothing() throws IOException {
        shop.write("apps/web/w.txt", "1\n");
        shop.commit("b.txt", "1\n");
        open(task("t1"), root.resolve("apps/web")).write("one.txt", "1\n");
        shop.git("switch", "--quiet", "--detach", first);

        prune();

        assertThat(content("agentmesh/t1", "apps/web/one.txt")).isEqualTo("1");
        assertNothingIsLeft();
    }

    @Test
    void aSessionIsRememberedWithItsBranch() throws IOException {
        open(task("t1")).commit("one.txt", "1\n");
        String done = close(task("t1"), "ses_1").head();
        prune();
        assertThat(journal("t1").state()).isEqualTo(Workspace.State.REMOVED);
        prune(0, Duration.ofDays(29));

        assertThat(open(task("t2", 1, "{'resume_session_id': 'ses_1'}")).git("rev-parse", "HEAD")).isEqualTo(done);
        close(task("t2"), "ses_1");
        prune();
        prune(0, Duration.ofDays(31));

        assertNothingIsLeft();
    }

    @Test
    void whatTheWorkerRemovesIsNotTheChangeOfATaskThatRuns() throws IOException {
        open(task("t1"));
        open(task("t2"));
        open(task("t3")).write("x.txt", "1\n");
        close(task("t1"), null);
        close(task("t3"), null);
        running.add("t2");
        prune();
        shop.git("branch", "others");

        assertThat(close(task("t2"), null).refs()).extracting("name").containsExactly("refs/heads/others");
    }

    @Test
    void theRepositoryMayBeGone() throws IOException {
        GitRepository gone = GitRepository.create(temp.toRealPath().resolve("gone"));
        gone.commit("a.txt", "1\n");
        Path folder = open(task("t1"), gone.folder()).folder();
        FolderRemover.remove(gone.folder());

        prune();
        assertThat(folder).as("what a task that never ended did").exists();

        workspaces.write(journal("t1").ended(null, "2026-12-01T00:00:01Z"));
        prune();

        assertThat(folder).doesNotExist();
        assertNothingIsLeft();
    }
}
