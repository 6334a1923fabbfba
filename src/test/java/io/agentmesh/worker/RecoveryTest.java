package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.opencode.RunFolder;
import io.agentmesh.opencode.RunOutputs;
import io.agentmesh.opencode.Runs;
import io.agentmesh.task.Task;

class RecoveryTest {

    @TempDir
    Path state;

    private final Task task = Samples.task("t1").withAttempt(1);
    private Outbox outbox;
    private Claims claims;
    private Recovery recovery;

    @BeforeEach
    void recovery() {
        Runs runs = new Runs(state);
        outbox = new Outbox(state, runs, new RunOutputs(() -> null, "w1", RunOutputs.format("text"), Long.MAX_VALUE), Samples.LIMITS);
        claims = new Claims(state, runs, new Slots(1));
        recovery = new Recovery(runs, outbox, claims, new RunPruning(runs, outbox, state.resolve("global"), 50),
                Duration.ofSeconds(1));
    }

    @Test
    void aRunThatWasCutOffFails() throws Exception {
        RunFolders.journalled(state, task);

        recovery.settle();

        assertThat(outbox.read("t1-1.json")).isEqualTo(new OutboxEntry("t1", 1, "failed", null,
                "the worker was stopped while the task ran", null));
    }

    @Test
    void aRunThatHadFinishedIsReportedFromItsFiles() throws Exception {
        RunFolders.finished(state, task, "done");

        recovery.settle();

        assertThat(outbox.read("t1-1.json")).isEqualTo(new OutboxEntry("t1", 1, "completed", "done", null, "ses_1"));
    }

    @Test
    void anOutcomeThatWasReachedIsReportedAsItWas() throws Exception {
        RunFolders.journalled(state, task).keepOutcome(Samples.OUTCOME);

        recovery.settle();

        assertThat(outbox.read("t1-1.json").result()).isEqualTo("the answer");
    }

    @Test
    void whatIsReportedIsNotReportedAgain() throws Exception {
        RunFolders.reported(state, task, Samples.OUTCOME);

        recovery.settle();

        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void aFolderThatWasLeftBeforeItsJournalGoes() throws Exception {
        Files.createDirectories(state.resolve("runs/t1-1"));
        Files.writeString(state.resolve("runs/t1-1/prompt"), "hello");

        recovery.settle();

        assertThat(state.resolve("runs/t1-1")).doesNotExist();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void aDamagedJournalDoesNotKeepTheOthersBack() throws Exception {
        Files.createDirectories(state.resolve("runs/bad-1"));
        Files.writeString(state.resolve("runs/bad-1/run.json"), "{\"task");
        RunFolders.journalled(state, task);

        recovery.settle();

        assertThat(outbox.tasks()).containsExactly("t1");
        assertThat(state.resolve("runs/bad-1/run.json")).exists();
    }

    @Test
    void theClaimOfARunIsSettled() throws Exception {
        claims.note(task);
        RunFolders.journalled(state, task);

        recovery.settle();

        assertThat(claims.before(List.of())).isEmpty();
    }

    @Test
    void theClaimOfAReportedRunIsSettledSoThatItNeverRunsTwice() throws Exception {
        claims.note(task);
        RunFolders.reported(state, task, Samples.OUTCOME);

        recovery.settle();

        assertThat(claims.before(List.of())).isEmpty();
    }

    @Test
    void theClaimOfATaskWithoutARunWhoseOutcomeWaitsIsSettled() throws Exception {
        claims.note(task);
        outbox.put(task, Samples.OUTCOME);

        recovery.settle();

        assertThat(claims.before(List.of())).isEmpty();
    }

    @Test
    void aLaterClaimOfTheSameTaskStaysOpen() throws Exception {
        RunFolder run = RunFolders.reported(state, task, Samples.OUTCOME);
        Files.setLastModifiedTime(run.path(), FileTime.from(Instant.now().minusSeconds(60)));
        claims.note(task);

        recovery.settle();

        assertThat(claims.before(List.of())).containsExactly(task);
    }

    @Test
    void nothingIsFine() throws IOException, InterruptedException {
        recovery.settle();

        assertThat(outbox.isEmpty()).isTrue();
    }
}
