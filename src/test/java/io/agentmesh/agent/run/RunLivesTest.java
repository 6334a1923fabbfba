package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.process.AdoptedProcess;
import io.agentmesh.agent.process.AgentProcess;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.process.RunLimits;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.LogLines;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;

/** What becomes of a run that goes on without the worker. */
class RunLivesTest extends RunLivesScene {

    @Test
    void runThatGoesOnIsFollowedToItsEnd() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("msg_1"))
                + "while [ ! -e \"$here/go\" ]; do sleep 0.05; done\n"
                + ScriptedOpenCode.print(AgentEvents.text("msg_1", "Done.") + AgentEvents.stepFinish("msg_1", "stop")));
        start();
        Thread release = new Thread(() -> {
            within().until(() -> AgentEvents.SESSION.equals(run.record().session()));
            create(agent.folder().resolve("go"));
        });
        release.start();

        Outcome outcome = rig.adopt(TASK);

        release.join();
        assertThat(outcome).extracting(Outcome::status, Outcome::result, Outcome::sessionId)
                .containsExactly(Outcome.COMPLETED, "Done.", AgentEvents.SESSION);
        assertThat(run.readOutcome()).isEqualTo(outcome);
        assertThat(Path.of(run.record().temporary())).doesNotExist();
        assertThat(agent.calls()).hasSize(1);
        within().until(() -> rig.output.contains("Done."));
    }

    /** A folder stands where the file is written first, which fails as a full disk does, and for root too. */
    @Test
    void runWhoseSessionCannotBeWrittenGoesOnAndHasItWrittenLater() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("msg_1"))
                + "while [ ! -e \"$here/go\" ]; do sleep 0.05; done\n"
                + ScriptedOpenCode.print(AgentEvents.text("msg_1", "Done.") + AgentEvents.stepFinish("msg_1", "stop")));
        start();
        Path obstacle = Files.createDirectory(run.journal().resolveSibling("." + run.journal().getFileName() + ".new"));
        try (LogLines log = new LogLines()) {
            Thread release = new Thread(() -> {
                within().until(() -> !log.containing("its session can't be written yet").isEmpty());
                delete(obstacle);
                within().until(() -> AgentEvents.SESSION.equals(run.record().session()));
                create(agent.folder().resolve("go"));
            });
            release.start();

            Outcome outcome = rig.adopt(TASK);

            release.join();
            assertThat(outcome).extracting(Outcome::status, Outcome::result).containsExactly(Outcome.COMPLETED, "Done.");
            assertThat(agent.calls()).hasSize(1);
            assertThat(log.containing("its session can't be written yet")).hasSize(1);
        }
    }

    @Test
    void runWhoseLockAndTimeLimitCannotBeNotedIsFollowed() throws Exception {
        agent.onRun("while [ ! -e \"$here/go\" ]; do sleep 0.05; done\n"
                + ScriptedOpenCode.print(AgentEvents.answer("Done.")));
        start();
        Files.createDirectory(run.path().resolve(".deadline.new"));
        try (LogLines log = new LogLines()) {
            Thread release = new Thread(() -> {
                within().until(() -> !log.containing("can't be noted").isEmpty());
                create(agent.folder().resolve("go"));
            });
            release.start();

            assertThat(rig.adopt(TASK)).extracting(Outcome::status, Outcome::result)
                    .containsExactly(Outcome.COMPLETED, "Done.");

            release.join();
        }
    }

    @Test
    void runThatIsFollowedAndDiesThenHasFailed() throws Exception {
        agent.onRun("sleep 600");
        start();
        Thread kill = new Thread(() -> ProcessTree.of(record()).end(Duration.ZERO));
        kill.start();

        assertThat(rig.adopt(TASK).error()).isEqualTo("the agent was killed before it could finish");
        kill.join();
    }

    @Test
    void timeCountsFromTheStartOfTheRun() throws Exception {
        agent.onRun("sleep 600");
        AgentProcess process = start();
        RunWatch watch = new RunWatch(run, ProcessTree.of(record()), new LiveRun("t"),
                new RunLimits(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofSeconds(1), Long.MAX_VALUE,
                        Duration.ofMinutes(1)), new OpenCodeProtocol());

        TerminationReason reason = watch.await(new AdoptedProcess(record()), Duration.ofMinutes(31));

        assertThat(reason.sentence()).isEqualTo("timed out after 30m (task_timeout)");
        assertThat(process.waitFor(60_000)).isTrue();
    }

    @Test
    void ageIsThatOfTheProcess() throws Exception {
        agent.onRun("sleep 600");
        AgentProcess process = start();
        AdoptedProcess adopted = new AdoptedProcess(record());

        within().until(() -> adopted.age().compareTo(Duration.ofMillis(300)) > 0);
        assertThat(adopted.waitFor(1)).isFalse();

        InterruptedRuns.end(run, Duration.ZERO);
        assertThat(adopted.waitFor(60_000)).isTrue();
        assertThat(adopted.age()).isZero();
        assertThat(process.waitFor(60_000)).isTrue();
    }

    private AgentProcess start() throws IOException {
        RunRecord record = record();
        AgentProcess process = AgentProcess.start(List.of(agent.program().toString(), "run"), codebase,
                AgentEnvironments.of(System.getenv(), "", "{}").of(codebase, Path.of(record.temporary()),
                        record.tracking()), run, record);
        run.recordProcess(process.pid(), process.startTicks());
        process.begin();
        within().until(() -> !agent.calls().isEmpty());
        return process;
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
