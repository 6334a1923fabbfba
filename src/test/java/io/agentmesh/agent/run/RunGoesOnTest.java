package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;

/** How a run that died is gone on with, or is not. */
class RunGoesOnTest extends RunLivesScene {

    @Test
    void runThatDiedGoesOnInItsSessionBehindALineThatWasCutOff() throws Exception {
        Files.writeString(run.stdout(), AgentEvents.stepStart("msg_0") + AgentEvents.stepFinish("msg_0", "tool-calls")
                + AgentEvents.error("UnknownError", "before", 0) + "{\"type\":\"te");
        Files.writeString(run.stderr(), "Error: before");

        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.result()).isEqualTo("Done.");
        assertThat(outcome.usage().input()).as("of both lives").isEqualTo(20);
        assertThat(agent.call().arguments()).contains("--session=" + AgentEvents.SESSION);
        assertThat(new String(agent.call().input(), StandardCharsets.UTF_8)).startsWith("You were interrupted");
        assertThat(Files.readAllLines(run.stdout())).hasSize(7);
    }

    @Test
    void whatWasWrongBeforeSaysNothingOfTheEnd() throws Exception {
        Files.writeString(run.stdout(), AgentEvents.answer("Old answer."));
        Files.writeString(run.stderr(), "Error: old words\n");
        agent.onRun("exit 3");

        assertThat(rig.run(TASK, codebase).error()).isEqualTo(
                "OpenCode ended with exit 3 and wrote nothing, neither to standard output nor to standard error");
    }

    @Test
    void runThatHadNoSessionYetBeginsAnew() throws Exception {
        Outcome outcome = rig.run(TASK, codebase);

        assertThat(outcome.result()).isEqualTo("Done.");
        assertThat(agent.call().arguments()).noneMatch(argument -> argument.startsWith("--session"));
        assertThat(agent.call().input()).isEqualTo("Say done".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void runWhoseSessionIsGoneIsNotBegunAnew() throws Exception {
        Files.writeString(run.stdout(), AgentEvents.stepStart("msg_0"));
        agent.onExport("echo 'Error: Session not found: '$2 >&2; exit 1");

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("the task was interrupted, and can't be gone on with: session " + AgentEvents.SESSION
                        + " is not known to OpenCode on this machine");
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void attemptThatHasItsOutcomeDoesNotRunAgain() throws Exception {
        run.storeOutcome(Outcome.completed("Done."));

        assertThatThrownBy(() -> rig.run(TASK, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessageContaining("has run here already");
    }
}
