package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.RefusedTaskException;
import org.junit.jupiter.api.Test;

/** What a new worktree gets of the checkout, where it doesn't fit. */
class WorktreeFilesTest extends WorkspaceScene {

    private WorktreeFiles files(String... patterns) {
        return new WorktreeFiles(git, workspaces, null, commit, List.of(patterns));
    }

    private Workspace added(String metadata) throws IOException {
        Workspace workspace = plan(task("t1", 1, metadata), root);
        add(workspace);
        return workspace;
    }

    @Test
    void uncommittedChangesThatDoNotFitToTheBaseFailTheTask() throws IOException {
        shop.commit("a.txt", "2\n");
        shop.write("a.txt", "3\n");
        Workspace workspace = added("{'base': '" + first + "'}");

        assertThatThrownBy(() -> files().takeUncommitted(workspace)).isInstanceOf(RefusedTaskException.class)
                .hasMessageStartingWith("the uncommitted changes of the checkout don't fit to metadata.base: ")
                .hasMessageContaining("a.txt");
    }

    @Test
    void aCopyOfUncommittedChangesIsGoneWithAWorktreeThatNeverWasReady() throws IOException {
        shop.write("a.txt", "2\n");
        files().takeUncommitted(added("{}"));
        assertThat(shop.git("show", "agentmesh/t1:a.txt")).isEqualTo("2");

        Workspace again = plan(task("t1"), root);

        assertThat(again.branch()).isEqualTo("agentmesh/t1");
        assertThat(shop.branches("agentmesh")).isEmpty();
        assertThat(known()).isEmpty();
    }

    @Test
    void nothingIsCopiedThroughALinkOfTheCommit() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("conf"), outside);
        shop.commit(".gitignore", "*.local\n");
        shop.git("tag", "linked");
        shop.git("rm", "--quiet", "conf");
        shop.commit("b.txt", "1\n");
        shop.write("conf/a.local", "secret\n");
        Workspace workspace = added("{'base': 'linked'}");

        files("conf/*.local", "conf/a.local").copyIgnored(workspace);

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void oddPatternsCopyNothingElse() throws IOException {
        shop.commit(".gitignore", "*.local\n");
        shop.write("x.local", "1\n");
        Files.writeString(root.getParent().resolve("y.local"), "2\n");
        Workspace workspace = added("{}");

        files("../y.local", "/etc/hostname", "missing", ".git/config", "a.txt", "*.local", "x.local").copyIgnored(workspace);

        assertThat(Path.of(workspace.worktree(), "x.local")).hasContent("1\n");
        assertThat(workspace.top().getParent().resolve("y.local")).doesNotExist();
        try (var copied = Files.list(workspace.top())) {
            assertThat(copied.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".git", ".gitignore", "a.txt", "x.local");
        }
    }
}
