package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;

/** Runs that a worker left behind, and their journal. */
class InterruptedRunsTest extends InterruptedRunsScene {

    @Test
    void theTemporaryFolderThatAFinishedRunLeftIsRemovedButNoOther() throws Exception {
        Path left = Path.of(run.record().temporary());
        Files.createDirectories(left.resolve("cache"));

        InterruptedRuns.removeTemporary(run);

        assertThat(left).doesNotExist();
        Path code = Files.createDirectories(temp.resolve("code"));
        Files.writeString(run.journal(), Files.readString(run.journal()).replace(left.toString(), code.toString()));
        InterruptedRuns.removeTemporary(run);
        assertThat(code).exists();
    }

    @Test
    void agentIsAtWorkUntilItHasEnded() throws Exception {
        agent.onRun("while [ ! -e \"$here/go\" ]; do sleep 0.05; done");
        start();
        assertThat(InterruptedRuns.isAlive(run)).isTrue();
        assertThat(InterruptedRuns.hasBegun(run)).isTrue();

        Files.createFile(agent.folder().resolve("go"));
        await().atMost(Duration.ofSeconds(60)).until(() -> run.exitStatus().isPresent());

        assertThat(InterruptedRuns.isAlive(run)).as("it is there to be reported").isTrue();
    }

    @Test
    void agentThatWasKilledWithItsWrapperHasDied() throws Exception {
        agent.onRun("sleep 600");
        start();

        InterruptedRuns.end(run, Duration.ZERO);

        assertThat(InterruptedRuns.isAlive(run)).isFalse();
        assertThat(InterruptedRuns.isOfAnotherBoot(run)).isFalse();
    }

    @Test
    void agentThatLostItsWrapperHasDiedAndIsEnded() throws Exception {
        agent.onRun("trap '' TERM; sleep 600 & echo $! > \"$call/pids\"; wait; sleep 600");
        start();
        await().atMost(Duration.ofSeconds(60)).until(() -> agent.calls().stream().anyMatch(call -> call.has("pids")));
        Processes.kill(run.record().pid());
        await().atMost(Duration.ofSeconds(60)).until(() -> !Processes.isAlive(run.record().pid()));
        assertThat(InterruptedRuns.isAlive(run)).isFalse();

        InterruptedRuns.end(run, Duration.ofMillis(200));

        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
        assertThat(Path.of(run.record().temporary())).doesNotExist();
    }

    @Test
    void runOfAnEarlierBootHasDied() throws Exception {
        agent.onRun("sleep 600");
        start();
        RunRecord record = run.record();

        journal(record.tracking(), "another-boot", record.pid(), record.startTicks());

        assertThat(InterruptedRuns.isAlive(run)).isFalse();
        assertThat(InterruptedRuns.isOfAnotherBoot(run)).isTrue();
        journal(record.tracking(), record.bootId(), record.pid(), record.startTicks());
        assertThat(InterruptedRuns.isAlive(run)).isTrue();
    }

    @Test
    void processThatGotTheIdSinceIsNeitherAdoptedNorEnded() throws Exception {
        Files.createFile(run.stdout());
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            long ticks = ProcFs.stat(other.pid()).orElseThrow().startTicks();

            journal(run.record().tracking(), ProcFs.bootId(), other.pid(), ticks - 1);
            assertThat(InterruptedRuns.isAlive(run)).as("it started at another time").isFalse();
            journal(run.record().tracking(), ProcFs.bootId(), other.pid(), ticks);
            assertThat(InterruptedRuns.isAlive(run)).as("it lacks the variable").isFalse();

            InterruptedRuns.end(run, Duration.ZERO);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void agentThatWasNotToldToBeginNeverBegins() throws Exception {
        process = make();
        run.recordProcess(process.pid(), process.startTicks());

        assertThat(InterruptedRuns.isAlive(run)).isFalse();
        assertThat(InterruptedRuns.hasBegun(run)).isFalse();
        process.abort();
        assertThat(process.waitFor(60_000)).isTrue();

        assertThat(agent.calls()).isEmpty();
        assertThat(run.exitStatus()).isEmpty();
    }

    @Test
    void outcomeThatWasKeptStaysAndIsThereToBeReported() throws Exception {
        Outcome kept = run.storeOutcome(Outcome.failed("timed out"));

        assertThat(InterruptedRuns.isAlive(run)).isTrue();
        assertThat(run.storeOutcome(Outcome.completed("other"))).isEqualTo(kept);
    }

    @Test
    void outcomeOfADiedRunIsTheReasonAndWhatItsFilesTell() throws Exception {
        Files.writeString(run.stdout(), AgentEvents.stepStart("msg_1") + AgentEvents.text("msg_1", "I begin."));

        assertThat(runs.protocols().read(run, TerminationReason.failed("it died")))
                .extracting(Outcome::status, Outcome::error, Outcome::sessionId).containsExactly(Outcome.FAILED, "it died", AgentEvents.SESSION);
    }

    @Test
    void lastSignIsTheLastFileThatWasWritten() throws Exception {
        Instant past = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(run.journal(), FileTime.from(past));
        Files.createFile(run.stdout());
        Files.setLastModifiedTime(run.stdout(), FileTime.from(past.plusSeconds(1)));

        assertThat(InterruptedRuns.lastActivity(run)).isEqualTo(past.plusSeconds(1));
    }

    @Test
    void folderWithoutAJournalIsNoRun() throws Exception {
        assertThat(InterruptedRuns.isJournalled(run)).isTrue();
        assertThat(InterruptedRuns.isJournalled(RunFolder.create(temp.resolve("u-1")))).isFalse();
    }

    @Test
    void runsAreFoundAndCounted() throws Exception {
        assertThat(runs.all()).containsExactly(run);
        assertThat(runs.nextAttempt("t")).isEqualTo(2);
        assertThat(runs.nextAttempt("other")).isEqualTo(1);
        assertThat(new Runs(temp.resolve("nowhere"), new OpenCodeProtocol()).all()).isEmpty();
    }

    @Test
    void tasksOfOneIdInTwoWorkersHaveTrackingOfTheirOwn() throws Exception {
        RunFolder other = new Runs(temp.resolve("other"), new OpenCodeProtocol())
                .journal(TASK, temp, "p", AgentOutputMode.EVENTS);

        assertThat(other.record().tracking()).isNotEqualTo(run.record().tracking());
        FolderRemover.remove(Path.of(other.record().temporary()));
    }

    /** With another process, as far as the journal knows. */
    private void journal(String tracking, String bootId, long pid, long ticks) throws IOException {
        RunRecord old = run.record();
        DurableFile.writeJson(run.journal(), new RunRecord(old.task(), old.codebase(), old.temporary(), tracking,
                null, bootId, pid, ticks, old.startedAt(), null, 0, 0, null));
    }
}
