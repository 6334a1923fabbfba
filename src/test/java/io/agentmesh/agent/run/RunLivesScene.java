package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Path;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A run that a previous worker process has begun. */
abstract class RunLivesScene extends ScriptedAgentScene {

    static final Task TASK = AgentRig.task("t", "Say done");

    RunFolder run;
    Path temporary;

    @BeforeEach
    void firstLife() throws Exception {
        run = rig.runs.journal(TASK, codebase, TASK.prompt(), AgentOutputMode.EVENTS);
        temporary = Path.of(run.record().temporary());
        agent.onExport("echo '{\"info\":{\"directory\":\"" + codebase + "\"}}'");
    }

    /** As a restarted worker does before it goes on. */
    @AfterEach
    void clear() {
        FolderRemover.remove(temporary);
    }

    RunRecord record() {
        try {
            return run.record();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
