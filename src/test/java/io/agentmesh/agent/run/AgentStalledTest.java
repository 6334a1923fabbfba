package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** When a run counts as stalled, or as finished though its process lives. */
@Execution(ExecutionMode.CONCURRENT)
class AgentStalledTest extends AgentEndedScene {

    private static final String LEFT = "echo 'timestamp=2026-01-01T00:00:00.000Z level=INFO run=1 "
            + "message=\"exiting loop\" session.id=" + AgentEvents.SESSION + "' >&2\n";

    @Test
    void agentThatHasFinishedButDoesNotExitIsEndedAndItsAnswerCounts() throws Exception {
        rig.executor.setTimeToExit(Duration.ofSeconds(1));
        agent.onRun(DONE + LEFT + "sleep 600 & echo $! > \"$call/pids\"; wait");

        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.status()).isEqualTo(Outcome.COMPLETED);
        assertThat(outcome.result()).isEqualTo("Done.");
        assertThat(outcome.usage().input()).isEqualTo(10);
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
    }

    /** As after a session was compacted: the model is asked once more, and may be mute for long. */
    @Test
    void agentWhoseLogDoesNotSayThatItIsDoneHasNotFinished() throws Exception {
        rig.executor.setTimeToExit(Duration.ofMillis(500));
        // Both lines at once: the pause between them would be its time to exit.
        agent.onRun(DONE + LEFT.replace("' >&2\n", "\n") + "timestamp=2026-01-01T00:00:00.000Z level=INFO run=1 message=loop session.id="
                + AgentEvents.SESSION + " step=1' >&2\nsleep 3; echo over > \"$call/over\"");

        assertThat(rig.run(TASK, codebase).status()).isEqualTo(Outcome.COMPLETED);

        assertThat(agent.call().has("over")).as("it ended by itself").isTrue();
    }

    @Test
    void agentThatIsInTheMiddleOfItsWorkOrBusyHasNotFinished() throws Exception {
        rig.executor.setTimeToExit(Duration.ofSeconds(2));
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m") + AgentEvents.stepFinish("m", "tool-calls"))
                + "sleep 3\n" + DONE + LEFT + "for i in 1 2 3; do timeout 5 sh -c 'while :; do :; done' & done; wait; echo over > \"$call/over\"");

        assertThat(rig.run(TASK, codebase).status()).isEqualTo(Outcome.COMPLETED);

        assertThat(agent.call().has("over")).as("it ended by itself").isTrue();
    }

    @Test
    void floodOfWarningsDoesNotStopTheClock() throws Exception {
        agent.onRun("exec yes \"$(printf '%020000d' 0)\" >&2");

        assertThat(rig.timeout(Duration.ofMillis(300)).run(TASK, codebase).error()).startsWith("timed out after 0.3s");
    }

    @Test
    void silentAndIdleRunIsStalled() throws Exception {
        agent.onRun("sleep 600 & echo $! > \"$call/pids\"; wait");

        Outcome outcome = rig.stall(Duration.ofSeconds(5)).run(TASK, codebase);

        assertThat(outcome.error()).isEqualTo("stalled: no sign of life for 5s (stall_timeout)");
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
    }

    @Test
    void silentRunWithABusyChildIsNotStalled() throws Exception {
        agent.onRun("sh -c 'while :; do :; done' & wait");

        assertThat(rig.stall(Duration.ofSeconds(5)).timeout(Duration.ofSeconds(12)).run(TASK, codebase).error())
                .startsWith("timed out");
    }

    @Test
    void lineOfTheLogIsASignOfLife() throws Exception {
        agent.onRun("while :; do echo 'timestamp=x level=INFO' >&2; sleep 0.2; done");

        assertThat(rig.stall(Duration.ofSeconds(5)).timeout(Duration.ofSeconds(12)).run(TASK, codebase).error())
                .startsWith("timed out");
    }
}
