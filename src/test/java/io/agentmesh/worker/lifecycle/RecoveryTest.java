package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.Task;
import io.agentmesh.worker.RecoveryScene;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.claim.Interruption;
import io.agentmesh.worker.outbox.OutboxEntry;
import io.agentmesh.worker.slot.Decision;

/** What becomes of tasks that a previous worker process left. */
class RecoveryTest extends RecoveryScene {

    @Test
    void aClaimThatTheServerDidNotAnswerIsAskedForAgainAndCountsForNothing() throws Exception {
        claims.note(Samples.task("t1"));

        start("fail", 1);

        assertThat(claims.before(List.of())).containsExactly(Samples.task("t1"));
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void aTaskThatHadNotStartedIsTakenUpAgain() throws Exception {
        claims.begin(task);

        start("resume", 3);

        assertThat(claims.before(List.of())).containsExactly(task);
        assertThat(claim().interruptions()).singleElement().extracting(Interruption::what)
                .isEqualTo("the worker was stopped before the task's agent had started");
    }

    @Test
    void aFolderThatWasLeftBeforeItsJournalGoesAndItsTaskIsTakenUpAgain() throws Exception {
        claims.begin(task);
        Files.createDirectories(state.resolve("runs/t1-1"));
        Files.writeString(state.resolve("runs/t1-1/prompt"), "hello");

        start("resume", 3);

        assertThat(state.resolve("runs/t1-1")).doesNotExist();
        assertThat(claims.before(List.of())).containsExactly(task);
    }

    @Test
    void theTemporaryFolderThatAReportedRunLeftIsRemoved() throws Exception {
        RunFolder run = RunFolders.reported(state, task, Samples.OUTCOME);
        Path left = Files.createDirectories(state.resolve("agentmesh-left/cache")).getParent();
        Path journal = run.path().resolve("run.json");
        Files.writeString(journal, Files.readString(journal).replace(run.record().temporary(), left.toString()));

        start("resume", 3);

        assertThat(left).doesNotExist();
        assertThat(run.path()).exists();
    }

    @Test
    void aRunThatHadFinishedIsFollowedToItsEndInItsSlot() throws Exception {
        claims.begin(task);
        RunFolders.finished(state, task, "done");

        Recovery recovery = start("fail", 1);

        assertThat(recovery.adopted()).containsExactly(new AdoptedTask(task, Decision.adopt(Path.of("/code"))));
        assertThat(slots.tasks()).containsExactly("t1");
        assertThat(slots.reserve(Samples.task("t2"), Decision.run(Path.of("/code")))).isFalse();
        assertThat(claims.before(List.of())).isEmpty();
    }

    @Test
    void moreRunsThanThereAreSlotsAreAllFollowed() throws Exception {
        Task other = Samples.task("t2").withAttempt(1);
        RunFolders.finished(state, task, "done");
        RunFolders.finished(state, other, "done");

        assertThat(start("resume", 3).adopted()).extracting(AdoptedTask::task).containsExactlyInAnyOrder(task, other);
        assertThat(slots.free()).isZero();
    }

    @Test
    void aRunThatDiedIsTakenUpAgain() throws Exception {
        claims.begin(task);
        RunFolders.journalled(state, task);

        assertThat(start("resume", 3).adopted()).isEmpty();
        assertThat(claims.before(List.of())).containsExactly(task);
        assertThat(slots.free()).isEqualTo(1);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void whereItShouldFailARunThatDiedFails() throws Exception {
        claims.begin(task);
        RunFolders.journalled(state, task);

        start("fail", 3);

        assertThat(outbox.read("t1-1.json")).isEqualTo(new OutboxEntry("t1", 1, "cb1", "failed", null, STOPPED, null));
        assertThat(claims.all()).isEmpty();
    }

    @Test
    void aRunOfAnotherBootSaysSo() throws Exception {
        claims.begin(task);
        RunFolders.ofAnotherBoot(state, task);

        start("fail", 3);

        assertThat(outbox.read("t1-1.json").error()).isEqualTo("the machine was restarted while the task ran");
    }

    @Test
    void whereItShouldBeReleasedItWaitsForTheServer() throws Exception {
        claims.begin(task);
        RunFolders.journalled(state, task);

        Recovery recovery = start("release", 3);

        assertThat(claims.toReturn()).containsExactly(task);
        assertThat(claims.before(List.of())).isEmpty();
        assertThat(claims.assigned()).containsExactly("t1");
        assertThat(recovery.failure(task).error()).isEqualTo(STOPPED);
    }
}
