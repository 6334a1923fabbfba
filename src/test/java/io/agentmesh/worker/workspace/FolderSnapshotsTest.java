package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.support.FolderState;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.changes.Changes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tasks change that work in the codebase's own folder. */
class FolderSnapshotsTest extends WorkspaceScene {

    private FolderSnapshots snapshots;

    @BeforeEach
    void create() {
        snapshots = new FolderSnapshots(git, workspaces, true);
    }

    /** As the route close-workspace, which commits nothing there. */
    private Changes end() throws IOException {
        return report.added(report.workspace(task("t1")), Outcome.completed("done")).changes();
    }

    @Test
    void onlyWhatTheTaskChangedIsReportedThoughItWasInterrupted() throws IOException {
        shop.write("apps/web/w.txt", "the user's\n");
        shop.write("a.txt", "the user's\n");
        Map<String, String> before = FolderState.of(root);
        snapshots.take(task("t1"), root.resolve("apps/web"));
        assertThat(FolderState.of(root)).isEqualTo(before);
        shop.write("apps/web/w.txt", "the user's\nthe task's\n");
        snapshots.take(task("t1"), root.resolve("apps/web"));
        shop.write("b.txt", "1\n");
        shop.git("branch", "its");

        Changes changes = end();

        assertThat(changes.files()).extracting("path").containsExactly("apps/web/w.txt", "b.txt");
        assertThat(changes.branch()).isEqualTo("main");
        assertThat(changes.refs()).extracting("name").containsExactly("refs/heads/its");
        assertThat(shop.git("status", "--porcelain")).isEqualTo("M a.txt\n?? apps/\n?? b.txt");
    }

    @Test
    void nothingIsLeftOfItAtTheEnd() throws IOException {
        snapshots.take(task("t1"), root);
        close(task("t9"), null);
        report.ended(task("t1"), Outcome.completed("done"));

        assertThat(state.resolve("workspaces/t1")).doesNotExist();
    }

    @Test
    void whereGitCannotTellTheTaskIsRunAllTheSame() throws IOException {
        Files.writeString(root.resolve(".git/config"), "[broken");
        assertThat(snapshots.isPossible(root)).isTrue();

        snapshots.take(task("t1"), root);

        assertThat(report.workspace(task("t1"))).isNull();
        assertThat(state.resolve("workspaces/t1")).doesNotExist();
        assertThat(snapshots.isPossible(Files.createDirectories(temp.resolve("plain")))).isFalse();
        assertThat(new FolderSnapshots(git, workspaces, false).isPossible(root)).isFalse();
    }

    @Test
    void aNewAttemptBeginsWithANewSnapshot() throws IOException {
        snapshots.take(task("t1"), root);
        shop.write("b.txt", "1\n");
        snapshots.take(task("t1", 2, "{}"), root);
        Path other = shop.write("c.txt", "1\n");

        Changes changes = report.added(report.workspace(task("t1", 2, "{}")), Outcome.completed("")).changes();

        assertThat(changes.files()).extracting("path").containsExactly(other.getFileName().toString());
    }
}
