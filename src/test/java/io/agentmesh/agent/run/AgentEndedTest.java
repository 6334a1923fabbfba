package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.agentmesh.agent.TerminationReason;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a run is ended by its time, or on request. */
@Execution(ExecutionMode.CONCURRENT)
class AgentEndedTest extends AgentEndedScene {

    /** Long enough for a busy machine to get as far as the end of a script. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    @Test
    void timeoutEndsTheWholeTree() throws Exception {
        agent.onRun("""
                trap '' TERM
                sleep 600 & echo $! >> "$call/pids"
                nohup sleep 600 > /dev/null 2>&1 & echo $! >> "$call/pids"
                setsid sh -c 'trap "" TERM; (setsid sh -c "trap \\"\\" TERM; echo \\$\\$ >> $0/pids; sleep 600; sleep 600" &) ' "$call"
                env -i sleep 600 & echo $! >> "$call/pids"
                (sleep 600 & echo $! >> "$call/pids"; kill -STOP $!)
                wait
                sleep 600
                """);

        Outcome outcome = rig.timeout(SHORT).run(TASK, codebase);

        assertThat(outcome.status()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.error()).isEqualTo("timed out after 10s (task_timeout)");
        assertThat(agent.call().pids("pids")).hasSize(5).noneMatch(Processes::isAlive);
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
        assertThat(Path.of(agent.call().environment().get("TMPDIR"))).doesNotExist();
    }

    @Test
    void timeoutKeepsWhatIsKnown() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m") + AgentEvents.stepFinish("m", "tool-calls"))
                + "exec sleep 600");

        Outcome outcome = rig.timeout(SHORT).run(TASK, codebase);

        assertThat(outcome.error()).isEqualTo("timed out after 10s (task_timeout)");
        assertThat(outcome.sessionId()).isEqualTo(AgentEvents.SESSION);
        assertThat(outcome.usage().input()).isEqualTo(10);
    }

    @Test
    void answerThatWasThereBeforeTheTimeoutCounts() throws Exception {
        agent.onRun("trap 'exit 0' TERM\n" + DONE + "sleep 600 & wait");

        assertThat(rig.timeout(SHORT).run(TASK, codebase)).extracting(Outcome::status, Outcome::result)
                .containsExactly(Outcome.COMPLETED, "Done.");
    }

    @Test
    void timeoutTellsThatTheModelWasOutOfReach() throws Exception {
        agent.onRun("""
                echo 'timestamp=2026-01-01T00:00:00.000Z level=ERROR run=1 message="stream error" error.error="AI_APICallError: no route"' >&2
                exec sleep 600
                """);

        assertThat(rig.timeout(SHORT).run(TASK, codebase).error()).isEqualTo(
                "timed out after 10s (task_timeout); the model could not be reached at times: no route");
    }

    @Test
    void otherAgentThanTheTasksIsEndedAtOnce() throws Exception {
        agent.onRun("""
                echo '! agent "nobody" not found. Falling back to default agent' >&2
                exec sleep 600
                """);

        assertThat(rig.run(TASK, codebase).error())
                .isEqualTo("OpenCode can't run this agent: agent \"nobody\" not found");
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
    }

    @Test
    void runThatWasCancelledBeforeItBeganIsNotStarted() throws Exception {
        rig.runs.cancel("t");

        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.status()).isEqualTo(Outcome.CANCELLED);
        assertThat(agent.calls()).isEmpty();
        assertThat(Path.of(rig.folder(TASK).record().temporary())).doesNotExist();
        rig.runs.forget(TASK);
        assertThat(rig.run(TASK.withAttempt(2), codebase).result()).isEqualTo("Done.");
    }

    @Test
    void runThatIsGivenBackSaysSo() throws Exception {
        agent.onRun("echo > \"$call/begun\"; sleep 600; :");
        CompletableFuture<Outcome> run = rig.begin(TASK, codebase);
        within().until(() -> agent.calls().stream().anyMatch(call -> call.has("begun")));

        rig.runs.end("t", TerminationReason.released("the lease is over"));

        assertThat(run.get().status()).isEqualTo("pending");
        assertThat(run.get().error()).isEqualTo("the lease is over");
    }

    @Test
    void cancelAfterTheEndChangesNothing() throws Exception {
        agent.onRun(DONE);
        Outcome outcome = rig.run(TASK, codebase);

        rig.runs.cancel("t");

        assertThat(outcome.status()).isEqualTo(Outcome.COMPLETED);
        assertThat(rig.folder(TASK).readOutcome()).isEqualTo(outcome);
    }

    @Test
    void cancelledRunIsEnded() throws Exception {
        agent.onRun("echo > \"$call/begun\"; exec sleep 600");
        CompletableFuture<Outcome> run = rig.begin(TASK, codebase);
        within().until(() -> agent.calls().stream().anyMatch(call -> call.has("begun")));

        rig.runs.cancel("another task");
        rig.runs.cancel("t");

        assertThat(run.get()).extracting(Outcome::status, Outcome::error)
                .containsExactly(Outcome.CANCELLED, "cancelled on request");
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
    }

    @Test
    void interruptLeavesNothingBehind() throws Exception {
        agent.onRun("trap '' TERM; echo > \"$call/begun\"; sleep 600; sleep 600");
        rig.executor.setKillGrace(Duration.ofMinutes(10));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            try {
                rig.run(TASK, codebase);
            } catch (Exception e) {
                failure.set(e);
            }
        });
        runner.start();
        within().until(() -> agent.calls().stream().anyMatch(call -> call.has("begun")));

        within().until(() -> {
            runner.interrupt();
            return !runner.isAlive();
        });

        assertThat(failure.get()).hasMessageContaining("interrupted");
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
    }
}
