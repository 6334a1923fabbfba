package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs end that don't go well, and that nothing of any run is left. */
class AgentEndTest {

    private static final Task TASK = AgentRig.task("t", "Say done");
    private static final String DONE = ScriptedOpenCode.print(AgentEvents.answer("Done."));
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    Path temp;

    private ScriptedOpenCode agent;
    private AgentRig rig;
    private Path codebase;

    @BeforeEach
    void setUp() throws Exception {
        agent = new ScriptedOpenCode(temp.resolve("bin"));
        codebase = Files.createDirectory(temp.resolve("codebase")).toRealPath();
        rig = new AgentRig(temp.resolve("state"), agent.program());
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

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

        Outcome outcome = rig.timeout(Duration.ofSeconds(2)).run(TASK, codebase);

        assertThat(outcome.status()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.error()).isEqualTo("timed out after 2s (task_timeout)");
        assertThat(agent.call().pids("pids")).hasSize(5).noneMatch(Processes::isAlive);
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
        assertThat(Path.of(agent.call().environment().get("TMPDIR"))).doesNotExist();
    }

    @Test
    void timeoutKeepsWhatIsKnown() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m") + AgentEvents.stepFinish("m", "tool-calls"))
                + "exec sleep 600");

        Outcome outcome = rig.timeout(SHORT).run(TASK, codebase);

        assertThat(outcome.error()).isEqualTo("timed out after 0.7s (task_timeout)");
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
                "timed out after 0.7s (task_timeout); the model could not be reached at times: no route");
    }

    @Test
    void floodOfWarningsDoesNotStopTheClock() throws Exception {
        agent.onRun("exec yes \"$(printf '%020000d' 0)\" >&2");

        assertThat(rig.timeout(Duration.ofMillis(300)).run(TASK, codebase).error()).startsWith("timed out after 0.3s");
    }

    @Test
    void backgroundProcessIsSweptAfterANormalEnd() throws Exception {
        agent.onRun("nohup sleep 600 > /dev/null 2>&1 & echo $! > \"$call/pids\"\n" + DONE);

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");
        assertThat(agent.call().pids("pids")).hasSize(1).noneMatch(Processes::isAlive);
    }

    @Test
    void processOfAnotherRunIsLeftAlone() throws Exception {
        agent.onRun("""
                if [ "$(cat "$call/input")" = first ]; then
                    sleep 600 & echo $! > "$here/pid"
                    until [ -e "$here/go" ]; do sleep 0.05; done
                fi
                """ + DONE);
        CompletableFuture<Outcome> first = rig.begin(AgentRig.task("a.b", "first"), codebase);
        within().until(() -> Files.exists(agent.folder().resolve("pid")));

        rig.run(AgentRig.task("a_b", "second"), Files.createDirectory(temp.resolve("other")).toRealPath());

        long pid = Long.parseLong(Files.readString(agent.folder().resolve("pid")).strip());
        assertThat(first).isNotDone();
        assertThat(Processes.isAlive(pid)).isTrue();
        Files.createFile(agent.folder().resolve("go"));
        first.get();
        assertThat(Processes.isAlive(pid)).isFalse();
    }

    @Test
    void silentAndIdleRunIsStalled() throws Exception {
        agent.onRun("sleep 600 & echo $! > \"$call/pids\"; wait");

        Outcome outcome = rig.stall(Duration.ofSeconds(1)).run(TASK, codebase);

        assertThat(outcome.error()).isEqualTo("stalled: no sign of life for 1s (stall_timeout)");
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
    }

    @Test
    void silentRunWithABusyChildIsNotStalled() throws Exception {
        agent.onRun("sh -c 'while :; do :; done' & wait");

        assertThat(rig.stall(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(4)).run(TASK, codebase).error())
                .startsWith("timed out");
    }

    @Test
    void lineOfTheLogIsASignOfLife() throws Exception {
        agent.onRun("while :; do echo 'timestamp=x level=INFO' >&2; sleep 0.2; done");

        assertThat(rig.stall(Duration.ofSeconds(2)).timeout(Duration.ofSeconds(5)).run(TASK, codebase).error())
                .startsWith("timed out");
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
    void killedAgentIsTold() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m")) + "kill -KILL $$");

        assertThat(rig.run(TASK, codebase).error()).isEqualTo(
                "OpenCode was killed (signal 9), as the system does where memory runs out");
        assertThat(rig.folder(TASK).exitStatus()).hasValue(137);
    }

    @Test
    void killedWrapperEndsTheRunAndItsAgent() throws Exception {
        agent.onRun("echo > \"$call/begun\"; sleep 600; exit 0");
        CompletableFuture<Outcome> run = rig.begin(TASK, codebase);
        within().until(() -> agent.calls().stream().anyMatch(call -> call.has("begun")));
        within().until(() -> rig.folder(TASK).record().pid() != 0);

        Processes.kill(rig.folder(TASK).record().pid());

        assertThat(run.get().error()).isEqualTo("the agent was killed before it could finish");
        assertThat(Processes.isAlive(agent.call().pid())).isFalse();
    }

    @Test
    void statusThatCannotBeKeptIsTold() throws Exception {
        agent.onRun("mkdir '" + rig.state + "/runs/t-1/exit.new'\n" + DONE);

        assertThat(rig.run(TASK, codebase).error()).startsWith("how the agent ended could not be kept: ")
                .contains("exit.new");
    }

    @Test
    void missingProgramIsARefusal() throws Exception {
        Files.delete(agent.program());

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("the agent could not be started: there is no program " + agent.program());
    }

    @Test
    void missingFolderIsARefusal() throws Exception {
        Files.delete(codebase);

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("the agent could not be started: there is no folder " + codebase);
    }

    @Test
    void programThatIsNoneIsTold() throws Exception {
        Files.write(agent.program(), new byte[] {0, 1, 2, 3});

        assertThat(rig.run(TASK, codebase).error()).startsWith("OpenCode could not be started: ");
    }

    @Test
    void sameAttemptIsNotRunTwice() throws Exception {
        rig.run(TASK, codebase);

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("this attempt at the task has run here already: t-1");
        assertThat(agent.calls()).hasSize(1);
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

    @Test
    void halfALineAtTheEndIsDamage() throws Exception {
        agent.onRun(DONE + "printf '{\"type\":\"te'");

        assertThat(rig.run(TASK, codebase).error())
                .isEqualTo("OpenCode's output is damaged: a line of it is no event");
        within().untilAsserted(() -> assertThat(rig.output).containsExactly("Done.", "{\"type\":\"te"));
    }

    @Test
    void lastLineNeedsNoEnd() throws Exception {
        agent.onRun("printf '%s' '" + AgentEvents.answer("Done.").strip() + "'");

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");
    }

    @Test
    void stateThatCannotBeWrittenStopsTheRunBeforeItStarts() throws Exception {
        Files.createDirectories(rig.state);
        Files.createFile(rig.state.resolve("runs"));

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(IOException.class);
        assertThat(agent.calls()).isEmpty();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
