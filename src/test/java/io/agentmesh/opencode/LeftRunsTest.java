package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a worker left behind, and their journal. */
class LeftRunsTest {

    private static final Task TASK = AgentRig.task("t", "Say done");

    @TempDir
    Path temp;

    private ScriptedOpenCode agent;
    private Runs runs;
    private RunFolder run;

    @BeforeEach
    void setUp() throws Exception {
        agent = new ScriptedOpenCode(temp.resolve("bin"));
        runs = new Runs(temp.resolve("state"));
        run = runs.journal(TASK, temp);
    }

    @AfterEach
    void tearDown() throws Exception {
        FolderRemover.remove(Path.of(run.record().temporary()));
    }

    @Test
    void agentThatIsStillAtWorkIsEndedAndItsRunHasFailed() throws Exception {
        agent.onRun("trap '' TERM; sleep 600 & echo $! > \"$call/pids\"; wait; sleep 600");
        start();
        await().atMost(Duration.ofSeconds(60)).until(() -> agent.calls().stream().anyMatch(call -> call.has("pids")));

        Outcome outcome = LeftRuns.settle(run, Duration.ofMillis(200));

        assertThat(outcome.error()).isEqualTo("the worker was stopped while the task ran");
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
        assertThat(Path.of(run.record().temporary())).doesNotExist();
        assertThat(run.readOutcome()).isEqualTo(outcome);
    }

    @Test
    void runThatFinishedByItselfIsReportedAsItWent() throws Exception {
        assertThat(start().waitFor(60_000)).isTrue();

        assertThat(LeftRuns.settle(run, Duration.ZERO)).extracting(Outcome::status, Outcome::result)
                .containsExactly(Outcome.COMPLETED, "Done.");
    }

    @Test
    void outcomeThatWasKeptStays() throws Exception {
        Outcome kept = run.keepOutcome(Outcome.failed("timed out"));
        Files.writeString(run.stdout(), AgentEvents.answer("Done."));
        Files.writeString(run.path().resolve("exit"), "0");

        assertThat(LeftRuns.settle(run, Duration.ZERO)).isEqualTo(kept);
        assertThat(run.keepOutcome(Outcome.completed("other"))).isEqualTo(kept);
    }

    @Test
    void runThatNeverStartedHasFailed() throws Exception {
        assertThat(LeftRuns.isJournalled(run)).isTrue();
        assertThat(LeftRuns.settle(run, Duration.ZERO).status()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void folderWithoutAJournalIsNoRun() throws Exception {
        assertThat(LeftRuns.isJournalled(RunFolder.create(temp.resolve("u-1")))).isFalse();
    }

    @Test
    void runsAreFoundAndCounted() throws Exception {
        assertThat(runs.all()).containsExactly(run);
        assertThat(runs.nextAttempt("t")).isEqualTo(2);
        assertThat(runs.nextAttempt("other")).isEqualTo(1);
        assertThat(new Runs(temp.resolve("nowhere")).all()).isEmpty();
    }

    @Test
    void tasksOfOneIdInTwoWorkersHaveTrackingOfTheirOwn() throws Exception {
        RunFolder other = new Runs(temp.resolve("other")).journal(TASK, temp);

        assertThat(other.record().tracking()).isNotEqualTo(run.record().tracking());
        FolderRemover.remove(Path.of(other.record().temporary()));
    }

    private AgentProcess start() throws Exception {
        RunRecord record = run.record();
        Map<String, String> environment = new AgentEnvironment(System.getenv(), "", "{}")
                .of(temp, Path.of(record.temporary()), record.tracking());
        return AgentProcess.start(List.of(agent.program().toString(), "run"), temp, environment, run, null);
    }
}
