package io.agentmesh.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.agent.run.InterruptedRuns;
import io.agentmesh.agent.run.ScriptedAgentScene;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run whose worker is gone for good: nobody here looks after it. */
@Execution(ExecutionMode.CONCURRENT)
class RunDeadlineTest extends ScriptedAgentScene {

    private static final Task TASK = AgentRig.task("t", "Say done");
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** With the time for a living worker. */
    private static final Duration OVER = LIMIT.plus(GRACE).plusSeconds(10);
    private static final String DEAF = "setsid sh -c 'trap \"\" TERM; echo $$ >> \"$0/pids\"; "
            + "while :; do sleep 0.2; done' \"$call\" &\n"
            + "setsid env -i PATH=\"$PATH\" sh -c 'echo $$ >> \"$0/pids\"; sleep 600; :' \"$call\" &\n"
            + "until [ \"$(wc -l < \"$call/pids\")\" = 2 ]; do sleep 0.1; done\necho > \"$call/ready\"\nsleep 600\n";

    private RunFolder run;

    @BeforeEach
    void journal() throws Exception {
        run = rig.runs.journal(TASK, codebase, TASK.prompt(), AgentOutputMode.EVENTS);
    }

    @AfterEach
    void clear() throws Exception {
        InterruptedRuns.end(run, Duration.ZERO);
    }

    static Stream<String> shells() {
        return Stream.of("/bin/dash", "/bin/bash", "/bin/busybox").filter(shell -> Files.exists(Path.of(shell)));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void wholeTreeEndsAtTheDeadlineAndTheNextLifeKnowsWhy(String shell) throws Exception {
        agent.onRun(DEAF);
        start(shell);
        within().until(() -> !agent.calls().isEmpty() && agent.call().has("ready"));

        deadline(OVER);

        within().until(() -> run.exitStatus().isPresent());
        assertThat(agent.call().pids("pids")).hasSize(2);
        within().until(() -> agent.call().pids("pids").stream().noneMatch(Processes::isAlive));
        within().until(() -> ProcessTree.of(run.record()).isGone());
        assertThat(InterruptedRuns.isAlive(run)).as("it is there to be reported").isTrue();
        assertThat(rig.adopt(TASK)).extracting(Outcome::status, Outcome::error)
                .containsExactly(Outcome.FAILED, "timed out after 30m (task_timeout)");
    }

    @Test
    void deadlineCanBeMoved() throws Exception {
        agent.onRun("echo > \"$call/ready\"\nsleep 600\n");
        deadline(Duration.ZERO);
        start("/bin/sh");
        within().until(() -> !agent.calls().isEmpty() && agent.call().has("ready"));
        deadline(LIMIT);
        // The watchdog looks once a second.
        await().during(Duration.ofMillis(1500)).until(() -> !ProcessTree.of(run.record()).isGone());

        deadline(Duration.ZERO);

        await().during(Duration.ofSeconds(10)).atMost(Duration.ofMinutes(1)).until(() -> !ProcessTree.of(run.record()).isGone());
        assertThat(run.exitStatus()).isEmpty();
        deadline(OVER);
        within().until(() -> run.exitStatus().isPresent());
    }

    @Test
    void deadlineThatIsNotWholeEndsNothing() throws Exception {
        agent.onRun("echo > \"$call/ready\"\nsleep 600\n");
        deadline(OVER);
        Path file = run.path().resolve("deadline");
        String whole = Files.readString(file);
        Files.writeString(file, "");
        start("/bin/sh");
        within().until(() -> !agent.calls().isEmpty() && agent.call().has("ready"));

        for (int length = 0; length < whole.length() - 1; length += 10) {
            Files.writeString(file, whole.substring(0, length));
            await().during(Duration.ofMillis(1200)).atMost(Duration.ofMinutes(1)).until(() -> !ProcessTree.of(run.record()).isGone());
        }

        assertThat(run.exitStatus()).isEmpty();
        deadline(OVER);
        within().until(() -> run.exitStatus().isPresent());
    }

    @Test
    void watchdogLeavesWithItsRun() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.answer("Done.")));
        deadline(Duration.ZERO);
        start("/bin/sh");

        within().until(() -> run.exitStatus().isPresent());

        within().until(() -> watchdogs() == 0);
    }

    /** The worker's clock stands still while the machine sleeps, the one of the deadline goes on. */
    @Test
    void workerThatWatchesMovesTheDeadlineByTheTimeThatTheMachineSlept() throws Exception {
        MovedDeadline moved = new MovedDeadline(run, run.record(),
                new RunLimits(LIMIT, Duration.ofHours(1), GRACE, Long.MAX_VALUE, Duration.ofMinutes(1)));
        moved.update(Duration.ofMinutes(20));
        long before = until();

        moved.update(Duration.ofMinutes(12));

        assertThat(until() - before).isBetween(480L, 540L);
    }

    @Test
    void runThatIsWatchedOutlivesADeadlineOfASleepingMachine() throws Exception {
        rig.started();
        agent.onRun("echo > \"$call/ready\"\nsleep 17\n" + ScriptedOpenCode.print(AgentEvents.answer("Done.")));
        deadline(LIMIT.minusSeconds(6));
        start("/bin/sh");

        assertThat(rig.adopt(TASK)).extracting(Outcome::status, Outcome::result)
                .containsExactly(Outcome.COMPLETED, "Done.");
    }

    private long until() throws IOException {
        return Long.parseLong(Files.readAllLines(run.path().resolve("deadline")).get(1));
    }

    private long watchdogs() {
        return ProcessHandle.allProcesses().filter(process -> ProcFs.commandLine(process.pid())
                .contains(run.path().toString())).count();
    }

    private void deadline(Duration used) throws IOException {
        RunDeadline.set(run, run.record(), LIMIT, used, GRACE);
    }

    private void start(String shell) throws IOException {
        Path bin = Files.createDirectories(temp.resolve("shell"));
        Files.createSymbolicLink(bin.resolve("sh"), Path.of(shell));
        RunRecord record = run.record();
        Map<String, String> environment = new HashMap<>(AgentEnvironments.of(System.getenv(), "", "{}").of(codebase,
                Path.of(record.temporary()), record.tracking()));
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        AgentProcess process = AgentProcess.start(List.of(agent.program().toString(), "run"), codebase, environment, run,
                record);
        run.recordProcess(process.pid(), process.startTicks());
        process.begin();
    }
}
