package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.task.Task;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebaseLocksTest {

    @TempDir
    Path temp;

    private final FolderLocks folders = new FolderLocks();
    private final FolderLocks otherWorker = new FolderLocks();
    private final CodebaseLocks locks = new CodebaseLocks(folders, null);
    private Path folder;

    @BeforeEach
    void resolve() throws IOException {
        folder = temp.toRealPath();
    }

    @AfterEach
    void releaseAll() {
        folders.releaseAll();
        otherWorker.releaseAll();
    }

    @Test
    void codebaseIsLockedUntilItsTaskIsOver() {
        assertThat(locks.take(Samples.task("t1"), Decision.run(folder))).isTrue();
        assertThat(otherWorker.take(folder)).isFalse();

        locks.release(Samples.task("t1"));

        assertThat(otherWorker.take(folder)).isTrue();
        assertThat(locks.take(Samples.task("t2"), Decision.run(folder))).isFalse();
        locks.release(Samples.task("t2"));
        assertThat(folders.take(folder)).isFalse();
    }

    @Test
    void runThatHasEndedWaitsForItsFolderUntilItIsCancelled() throws Exception {
        Task task = ended(folder);
        Runs runs = new Runs(folder, new OpenCodeProtocol());
        CodebaseLocks next = new CodebaseLocks(folders, runs);
        assertThat(otherWorker.take(folder)).isTrue();
        assertThat(next.mustWait(task, Decision.adopt(folder))).isTrue();

        runs.cancel(task.id());

        assertThat(next.mustWait(task, Decision.adopt(folder))).isFalse();
    }

    @Test
    void runThatHasEndedDoesNotWaitForAFolderThatCannotBeLocked() throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        Task task = ended(code);
        FolderLocks broken = new FolderLocks(() -> 0, around -> {
            FolderRemover.remove(around);
            return around;
        });

        assertThat(new CodebaseLocks(broken, new Runs(folder, new OpenCodeProtocol()))
                .mustWait(task, Decision.adopt(code))).isFalse();

        assertThat(broken.problem()).contains("can't be locked");
        broken.releaseAll();
    }

    private Task ended(Path codebase) throws IOException {
        Task task = Samples.task("t1").withAttempt(1);
        Path journal = RunFolders.finished(folder, task, "done").path().resolve("run.json");
        Files.writeString(journal, Files.readString(journal).replace("\"/code\"", "\"" + codebase + "\""));
        return task;
    }

    @Test
    void taskThatRunsNoAgentNeedsNoLock() {
        assertThat(locks.take(Samples.ofType("t1", "echo"), Decision.run(folder))).isTrue();
        assertThat(locks.take(Samples.ofType("t2", "noop"), Decision.run(folder))).isTrue();
        assertThat(locks.take(Samples.task("t3"), Decision.refuse("gone"))).isTrue();
        assertThat(locks.take(Samples.registration("t4", "/x"), Decision.run(null))).isTrue();
        assertThat(locks.take(Samples.ofCodebase("t5", "global"), Decision.run(folder.resolve("t5")))).isTrue();

        assertThat(otherWorker.take(folder)).isTrue();
    }
}
