package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;

/** How runs end by themselves that don't go well. */
class AgentEndTest extends ScriptedAgentScene {

    private static final Task TASK = AgentRig.task("t", "Say done");
    private static final String DONE = ScriptedOpenCode.print(AgentEvents.answer("Done."));

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
    void missingProgramIsTold() throws Exception {
        Files.delete(agent.program());

        assertThat(rig.run(TASK, codebase).error())
                .isEqualTo("the agent could not be started: there is no program " + agent.program());
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
    void halfALineAtTheEndIsOutput() throws Exception {
        agent.onRun(DONE + "printf '{\"type\":\"te'");

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");
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
}
