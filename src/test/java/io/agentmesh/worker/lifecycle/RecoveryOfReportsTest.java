package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.worker.RecoveryScene;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;

/** What becomes of what an earlier life has finished, reported or lost. */
class RecoveryOfReportsTest extends RecoveryScene {

    @Test
    void anOutcomeThatWasReachedIsReportedAsItWas() throws Exception {
        claims.begin(task);
        RunFolders.journalled(state, task).storeOutcome(Samples.OUTCOME);

        assertThat(start("fail", 1).adopted()).extracting(AdoptedTask::task).containsExactly(task);
        assertThat(outbox.kept(task)).isEqualTo(Samples.OUTCOME);
    }

    @Test
    void whatIsReportedIsNotReportedAgain() throws Exception {
        claims.begin(task);
        RunFolders.reported(state, task, Samples.OUTCOME);

        assertThat(start("fail", 1).adopted()).isEmpty();
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(claims.all()).isEmpty();
    }

    @Test
    void aTaskWithoutARunWhoseOutcomeWaitsIsDone() throws Exception {
        claims.begin(task);
        outbox.put(task, Samples.OUTCOME);

        start("fail", 1);

        assertThat(claims.all()).isEmpty();
        assertThat(outbox.read("t1-1.json").result()).isEqualTo("the answer");
    }

    @Test
    void aLaterClaimOfTheSameTaskStaysOpen() throws Exception {
        RunFolders.reported(state, task, Samples.OUTCOME);
        claims.note(Samples.task("t1"));

        start("resume", 3);

        assertThat(claims.before(List.of())).containsExactly(Samples.task("t1"));
    }

    @Test
    void aRunWhoseClaimIsLostIsFoundByItsJournal() throws Exception {
        RunFolders.journalled(state, task);

        start("fail", 3);

        assertThat(outbox.read("t1-1.json").error()).isEqualTo(STOPPED);
    }

    @Test
    void aDamagedJournalDoesNotKeepTheOthersBackNorItsTaskForEver() throws Exception {
        claims.begin(Samples.task("bad").withAttempt(1));
        Files.createDirectories(state.resolve("runs/bad-1"));
        Files.writeString(state.resolve("runs/bad-1/run.json"), "{\"task");
        RunFolders.journalled(state, task);

        start("fail", 3);

        assertThat(outbox.tasks()).containsExactlyInAnyOrder("t1", "bad");
        assertThat(outbox.read("bad-1.json").error()).isEqualTo("what was left of the task can't be read");
    }

    @Test
    void nothingIsFine() throws Exception {
        assertThat(start("resume", 3).adopted()).isEmpty();
        assertThat(outbox.isEmpty()).isTrue();
    }
}
