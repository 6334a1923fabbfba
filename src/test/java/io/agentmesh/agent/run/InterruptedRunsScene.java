package io.agentmesh.agent.run;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.AgentProcess;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A run with a scripted agent, as a worker left it. */
abstract class InterruptedRunsScene {

    static final Task TASK = AgentRig.task("t", "Say done");

    @TempDir
    Path temp;

    ScriptedOpenCode agent;
    Runs runs;
    RunFolder run;
    AgentProcess process;

    @BeforeEach
    void setUp() throws Exception {
        agent = new ScriptedOpenCode(temp.resolve("bin"));
        runs = new Runs(temp.resolve("state"), new OpenCodeProtocol());
        run = runs.journal(TASK, temp, TASK.prompt(), AgentOutputMode.EVENTS);
    }

    @AfterEach
    void tearDown() throws Exception {
        if (InterruptedRuns.isUnreadable(run)) {
            InterruptedRuns.endUnreadable(run, Duration.ZERO);
        } else {
            InterruptedRuns.end(run, Duration.ZERO);
        }
    }

    void start() throws Exception {
        process = make();
        run.recordProcess(process.pid(), process.startTicks());
        process.begin();
        await().atMost(Duration.ofSeconds(60)).until(() -> !agent.calls().isEmpty());
    }

    AgentProcess make() throws IOException {
        RunRecord record = run.record();
        Map<String, String> environment = AgentEnvironments.of(System.getenv(), "", "{}")
                .of(temp, Path.of(record.temporary()), record.tracking());
        return AgentProcess.start(List.of(agent.program().toString(), "run"), temp, environment, run,
                run.record().withoutCgroup());
    }
}
