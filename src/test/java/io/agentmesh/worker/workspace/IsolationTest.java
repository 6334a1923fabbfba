package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a task works. */
class IsolationTest extends WorkspaceScene {

    private Decision place(String configured, String registered, String otherwise, Task task) {
        List<CodebaseSetting> codebases = List.of(new CodebaseSetting("shop", root, "", false, false, configured));
        return new Isolation(codebases, otherwise, id -> registered, workspaces, Path.of("/trees")).place(task, root);
    }

    @ParameterizedTest
    @CsvSource({"worktree,none,none,true", "none,worktree,worktree,false", ",worktree,none,true", ",none,worktree,false",
            ",,worktree,true", ",,none,false", ",elsewhere,worktree,true", ",elsewhere,none,false"})
    void theNearestSettingCounts(String configured, String registered, String otherwise, boolean isolated) throws IOException {
        Decision decision = place(configured, registered, otherwise, task("t1"));

        assertThat(decision.isIsolated()).isEqualTo(isolated);
        assertThat(decision.folder()).isEqualTo(isolated ? Path.of("/trees/cb1/t1") : root);
    }

    @Test
    void anInterruptedTaskGoesOnWhereItWasThoughTheSettingChanged() throws IOException {
        Path folder = open(task("t1")).folder();

        assertThat(place("none", null, "none", task("t1")).folder()).isEqualTo(folder);
        assertThat(place("none", null, "none", task("t2")).folder()).isEqualTo(root);
    }

    @Test
    void aTaskThatBeganInTheCodebaseGoesOnThere() throws IOException {
        new FolderSnapshots(git, workspaces, true).take(task("t1"), root);

        assertThat(isolation.place(task("t1"), root)).isEqualTo(Decision.run(root));
        assertThat(isolation.place(task("t2"), root).isIsolated()).isTrue();
    }

    @Test
    void aSessionIsGoneOnWithInItsFolderOnly() throws IOException {
        Path folder = open(task("t1")).folder();
        close(task("t1"), "ses_1");

        assertThat(isolation.place(task("t2", 1, "{'resume_session_id': 'ses_1'}"), root).folder()).isEqualTo(folder);
        assertThat(isolation.place(task("t2", 1, "{'resume_session_id': 'ses_2'}"), root).folder()).endsWithRaw(Path.of("cb1/t2"));
    }

    @Test
    void anAttemptWhoseWorktreeWasNotReadyGetsTheSameFolder() throws IOException {
        Path folder = open(task("t1")).folder();
        close(task("t1"), "ses_1");
        Task resumed = task("t2", 1, "{'resume_session_id': 'ses_1'}");
        add(plan(resumed, root));

        assertThat(isolation.place(resumed, root).folder()).isEqualTo(folder);
    }
}
