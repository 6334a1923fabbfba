package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.task.Task;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.outbox.Outbox;

class RunPruningTest {

    @TempDir
    Path state;

    private Runs runs;
    private Outbox outbox;

    @BeforeEach
    void outbox() {
        runs = new Runs(state, new OpenCodeProtocol());
        outbox = new Outbox(state, runs, new RunOutputs(() -> null, "w1", OutputFormat.of("text")), Samples.LIMITS);
    }

    @Test
    void theNewestStay() throws IOException {
        reported("t1", 1, 30);
        reported("t2", 1, 10);
        reported("t3", 1, 20);

        pruning(2).prune();

        assertThat(state.resolve("runs")).isDirectoryNotContaining("glob:**/t1-1")
                .isDirectoryContaining("glob:**/t2-1").isDirectoryContaining("glob:**/t3-1");
    }

    @Test
    void whatIsNotDeliveredStays() throws IOException {
        reported("t1", 1, 30);
        outbox.put(Samples.task("t1").withAttempt(1), Samples.OUTCOME);
        RunFolders.journalled(state, Samples.task("t2").withAttempt(1));

        pruning(0).prune();

        assertThat(state.resolve("runs")).isDirectoryContaining("glob:**/t1-1").isDirectoryContaining("glob:**/t2-1");
    }

    @Test
    void theFolderOfAGlobalTaskGoesWithItsLastRun() throws IOException {
        Path work = Files.createDirectories(state.resolve("global/t1/src"));
        Files.writeString(work.resolve("file"), "x");
        reported("t1", 1, 30);
        RunFolders.journalled(state, Samples.task("t1").withAttempt(2));

        pruning(0).prune();
        assertThat(work).exists();
        assertThat(state.resolve("runs/t1-1")).doesNotExist();

        reported("t1", 2, 30);
        pruning(0).prune();
        assertThat(state.resolve("global/t1")).doesNotExist();
        assertThat(state.resolve("global")).exists();
    }

    @Test
    void aLinkGoesButNotWhatItLeadsTo() throws IOException {
        Path outside = Files.writeString(Files.createDirectories(state.resolve("outside")).resolve("kept"), "x");
        reported("t1", 1, 30);
        Files.createSymbolicLink(state.resolve("runs/t1-1/link"), outside.getParent());

        pruning(0).prune();

        assertThat(state.resolve("runs/t1-1")).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void aFolderThatIsNoRunIsLeftAlone() throws IOException {
        Path strange = Files.createDirectories(state.resolve("runs/strange"));
        Files.createFile(strange.resolve("reported"));
        Files.createDirectories(state.resolve("global/t1"));

        pruning(0).prune();

        assertThat(strange).exists();
        assertThat(state.resolve("global/t1")).exists();
    }

    private RunPruning pruning(int keepRuns) {
        return new RunPruning(runs, outbox, state.resolve("global"), keepRuns);
    }

    private void reported(String id, int attempt, int secondsOld) throws IOException {
        Task task = Samples.task(id).withAttempt(attempt);
        Path folder = RunFolders.reported(state, task, Samples.OUTCOME).path();
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(secondsOld)));
    }
}
