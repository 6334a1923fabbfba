package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.agent.process.Cgroups;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.process.RunCgroup;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that leave their session, their parents, and, where the machine has control groups, their environment. */
class EscapedProcessTest extends ScriptedAgentScene {

    private static final Task TASK = AgentRig.task("t", "Say done");
    private static final String DONE = ScriptedOpenCode.print(AgentEvents.answer("Done."));
    private static final String FLED = "setsid sh -c 'sleep 600 & echo $! > \"$0/pids.new\"; mv \"$0/pids.new\" \"$0/pids\"' \"$call\"\n";
    /** Whether this machine gives a run a group of its own; what it can't be asked for is asked of the variable alone. */
    private final boolean grouped = hasGroups();

    @AfterEach
    void endWhatATestLeft() throws Exception {
        for (ScriptedOpenCode.Call call : agent.calls()) {
            if (call.has("pids")) {
                call.pids("pids").stream().filter(EscapedProcessTest::isOurs).forEach(Processes::kill);
            }
        }
    }

    /** The id of one that has ended may be another process's by now. */
    private static boolean isOurs(long pid) {
        return ProcFs.commandLine(pid).contains("sleep");
    }

    @Test
    void processWithoutEnvironmentSessionAndParentsIsEndedByItsGroup() throws Exception {
        agent.onRun((grouped ? "env -i PATH=\"$PATH\" " : "") + FLED + DONE);

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");

        assertThat(agent.call().pids("pids")).hasSize(1).noneMatch(Processes::isAlive);
    }

    @Test
    void groupOfARunIsRemoved() throws Exception {
        agent.onRun("cat /proc/self/cgroup > \"$call/group\"\n" + DONE);

        rig.run(TASK, codebase);

        String group = rig.folder(TASK).record().cgroup();
        if (grouped) {
            assertThat(agent.call().kept("group")).contains(Path.of(group).getFileName().toString());
            assertThat(Path.of(group)).doesNotExist();
        } else {
            assertThat(group).isNull();
        }
    }

    @Test
    void escapedProcessThatIgnoresTermDelaysTheReportByNoMoreThanTheGrace() throws Exception {
        agent.onRun("setsid sh -c 'trap \"\" TERM; echo $$ > \"$0/pids\"; while :; do sleep 0.1; done' \"$call\" &\n"
                + "until [ -s \"$call/pids\" ]; do sleep 0.02; done\n" + DONE);
        CompletableFuture<Outcome> run = rig.begin(TASK, codebase);

        within().until(run::isDone);

        assertThat(run.get().result()).isEqualTo("Done.");
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
    }

    @Test
    void processThatMayStayIsKeptAfterANormalEndAndNothingElse() throws Exception {
        rig.executor.setKeepBackground("nothing-like-it, build-daemon");
        agent.onRun("setsid sh -c 'sleep 600; :' build-daemon & echo $! > \"$call/pids\"\n"
                + "sleep 600 & echo $! >> \"$call/pids\"\n"
                // Until setsid has become the shell: while it does, its command line is empty.
                + "until grep -qa '^sh' /proc/$(head -n 1 \"$call/pids\")/cmdline; do sleep 0.02; done\n" + DONE);

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");

        List<Long> pids = agent.call().pids("pids");
        assertThat(Processes.isAlive(pids.get(0))).isTrue();
        assertThat(Processes.isAlive(pids.get(1))).isFalse();
        ProcessTree.of(rig.folder(TASK).record()).end(Duration.ZERO);
        assertThat(Processes.isAlive(pids.get(0))).isFalse();
    }

    @Test
    void nothingMayStayOfARunThatTheWorkerEnds() throws Exception {
        rig.executor.setKeepBackground("build-daemon");
        agent.onRun("setsid sh -c 'echo $$ > \"$1/pids\"; sleep 600; :' build-daemon \"$call\" &\nsleep 600; :");
        CompletableFuture<Outcome> run = rig.begin(TASK, codebase);
        within().until(() -> agent.calls().stream().anyMatch(call -> call.has("pids")));

        rig.runs.cancel("t");

        assertThat(run.get().status()).isEqualTo(Outcome.CANCELLED);
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
    }

    private boolean hasGroups() {
        Cgroups groups = Cgroups.ofThisProcess();
        Path probe = groups.choose("agentmesh_probe_" + ProcessHandle.current().pid() + "_" + hashCode());
        boolean made = probe != null && groups.make(probe);
        if (made) {
            new RunCgroup(probe).remove();
        }
        return made && Files.notExists(probe);
    }
}
