package io.agentmesh.agent.run;

import static io.agentmesh.support.AgentEvents.answer;
import static io.agentmesh.support.AgentEvents.bash;
import static io.agentmesh.support.AgentEvents.error;
import static io.agentmesh.support.AgentEvents.failedTool;
import static io.agentmesh.support.AgentEvents.stepStart;
import static io.agentmesh.support.AgentEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.agentmesh.opencode.event.EventSummary;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures may go away by themselves, and what is left for the next try. */
@Execution(ExecutionMode.CONCURRENT)
class TransientFailureTest extends ScriptedAgentScene {

    private static final Task TASK = AgentRig.task("t", "Say done");
    private static final String BUSY = error("APIError", "busy", 503);

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 529})
    void providerThatLimitsOrFailsMayAnswerLater(int status) throws Exception {
        assertThat(isTransient(error("APIError", "later", status))).isTrue();
        assertThat(isTransient(stepStart("m") + text("m", "Half") + error("APIError", "later", status))).isTrue();
    }

    @Test
    void providerThatCannotBeReachedMayBeLater() throws Exception {
        assertThat(isTransient(error("APIError", "connect ECONNREFUSED", 0))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413})
    void refusedRequestIsFinal(int status) throws Exception {
        assertThat(isTransient(error("APIError", "no", status))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContentFilterError", "ContextOverflowError", "ProviderAuthError", "UnknownError"})
    void errorThatIsNotTheProvidersFaultIsFinal(String name) throws Exception {
        assertThat(isTransient(error(name, "no", 0))).isFalse();
    }

    @Test
    void nothingIsTriedAgainOnceAToolMayHaveWritten() throws Exception {
        assertThat(isTransient(bash("m", "ls", 0) + BUSY)).isFalse();
        assertThat(isTransient(failedTool("m", "edit", Map.of(), "no such file") + BUSY)).isFalse();
        assertThat(isTransient(failedTool("m", "read", Map.of(), "no such file") + BUSY)).isTrue();
    }

    @Test
    void errorThatTheAgentGotOverIsNone() throws Exception {
        assertThat(isTransient(BUSY + answer("Done."))).isFalse();
    }

    @Test
    void whatAnEarlierTryWroteCountsToo() throws Exception {
        String before = bash("m", "ls", 0);
        Path file = Files.writeString(temp.resolve("events"), before + BUSY);

        assertThat(EventSummary.of(file, before.length()).isTransient()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo 'Error: database is locked' >&2; exit 1", "exit 3", "echo '[plugin] ready'; kill -SEGV $$"})
    void agentThatDiesBeforeItsFirstEventIsBegunAgain(String death) throws Exception {
        agent.onRun(death);
        assertThat(rig.run(TASK, codebase).error()).isNotEmpty();
        assertThat(rig.folder(TASK).readOutcome()).isNull();
        agent.onRun(ScriptedOpenCode.print(AgentEvents.answer("Done.")));

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");
    }

    @Test
    void agentThatDiesOfALockedDatabaseIsBegunAgainUnlessItWrote() throws Exception {
        String locked = "echo 'SQLiteError: database is locked' >&2; exit 1";
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m")) + locked);
        rig.run(TASK, codebase);
        assertThat(rig.folder(TASK).readOutcome()).isNull();
        agent.onExport("printf '{\"info\":{\"directory\":\"" + codebase + "\"}}'");
        agent.onRun(ScriptedOpenCode.print(bash("m", "touch x", 0)) + locked);

        assertThat(rig.run(TASK, codebase).error()).isEqualTo("OpenCode ended with exit 1: SQLiteError: database is locked");
        assertThat(rig.folder(TASK).readOutcome()).isNotNull();
        assertThat(isTransient(error("UnknownError", "SQLiteError: database is locked", 0))).isTrue();
    }

    @Test
    void agentThatDiesAfterItsFirstEventIsNotBegunAgain() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m")) + "exit 3");
        rig.run(TASK, codebase);

        assertThat(rig.folder(TASK).readOutcome()).isNotNull();
    }

    @Test
    void nextTryGoesOnInTheSessionAndTheFilesOfTheLast() throws Exception {
        agent.onExport("printf '{\"info\":{\"directory\":\"" + codebase + "\"}}'");
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m") + BUSY) + "exit 1");
        assertThat(rig.run(TASK, codebase).error()).isEqualTo("the model could not be reached (503): busy");
        assertThat(rig.folder(TASK).readOutcome()).isNull();
        String tracking = rig.folder(TASK).record().tracking();
        agent.onRun(ScriptedOpenCode.print(AgentEvents.answer("Done.")));

        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.result()).isEqualTo("Done.");
        assertThat(rig.folder(TASK).readOutcome()).isEqualTo(outcome);
        assertThat(Files.readString(rig.folder(TASK).stdout())).contains("busy").contains("Done.");
        assertThat(rig.folder(TASK).record().tracking()).isNotEqualTo(tracking);
        assertThat(agent.calls()).hasSize(2).anySatisfy(call ->
                assertThat(call.arguments()).contains("--session=" + AgentEvents.SESSION));
    }

    @Test
    void statusOfTheLastTryIsNotTakenForThatOfTheNext() throws Exception {
        agent.onExport("printf '{\"info\":{\"directory\":\"" + codebase + "\"}}'");
        agent.onRun(ScriptedOpenCode.print(BUSY) + "exit 1");
        rig.run(TASK, codebase);
        // Its wrapper goes first, and so nobody can write a status.
        agent.onRun("kill -KILL $PPID; sleep 600");

        assertThat(rig.run(TASK, codebase).error()).isEqualTo("the agent was killed before it could finish");
        assertThat(agent.calls()).allSatisfy(call -> assertThat(Processes.isAlive(call.pid())).isFalse());
    }

    @Test
    void limitOfTimeIsOneForAllTriesOfATask() throws Exception {
        rig.timeout(Duration.ofSeconds(14));
        agent.onExport("printf '{\"info\":{\"directory\":\"" + codebase + "\"}}'");
        agent.onRun("sleep 7\n" + ScriptedOpenCode.print(AgentEvents.stepStart("m") + BUSY) + "exit 1");
        rig.run(TASK, codebase);
        long before = System.nanoTime();
        agent.onRun("sleep 600");

        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.error()).isEqualTo("timed out after 14s (task_timeout)");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void limitOfTimeBeginsAnewWithTheNextTask() throws Exception {
        rig.timeout(Duration.ofSeconds(14));
        agent.onRun("sleep 8\n" + ScriptedOpenCode.print(AgentEvents.answer("Done.")));
        rig.run(TASK, codebase);
        rig.runs.forget(TASK);

        assertThat(rig.run(TASK.withAttempt(2), codebase).error()).isNull();
    }

    private boolean isTransient(String events) throws IOException {
        return EventSummary.of(Files.writeString(temp.resolve("events"), events), 0).isTransient();
    }
}
