package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TransientFailureException;
import io.agentmesh.agent.process.AgentProcess;
import io.agentmesh.agent.process.WatchedProcess;
import io.agentmesh.task.Outcome;

/**
 * Starts the agent of a journalled run. It begins once its process is recorded, so that no unknown agent runs.
 */
final class AgentStart {

    private AgentStart() {
    }

    /**
     * @throws TransientFailureException where it can't be started now
     * @throws RefusedTaskException       where its folder is missing
     */
    static WatchedProcess of(AgentCommand agent, RunFolder run) throws IOException {
        if (!Files.isExecutable(Path.of(agent.getExecutable()))) {
            throw notStarted("there is no program " + agent.getExecutable());
        }
        if (!Files.isDirectory(agent.folder())) {
            throw new RefusedTaskException("the agent could not be started: there is no folder " + agent.folder());
        }
        RunRecord record = run.record();
        AgentProcess process = start(agent, run, record);
        try {
            run.recordProcess(process.pid(), process.startTicks());
        } catch (IOException e) {
            process.abort();
            throw e;
        }
        process.begin();
        return process;
    }

    private static AgentProcess start(AgentCommand agent, RunFolder run, RunRecord record) {
        try {
            var line = new ArrayList<String>();
            line.add(agent.getExecutable());
            line.addAll(agent.getArgs());
            return AgentProcess.start(line, agent.folder(),
                    agent.environment().of(agent.folder(), Path.of(record.temporary()), record.tracking()), run,
                    record);
        } catch (IOException e) {
            throw notStarted(e.getMessage());
        }
    }

    /** Transient: the program may be being replaced, or the machine be out of processes or memory. */
    private static TransientFailureException notStarted(String reason) {
        return new TransientFailureException(Outcome.failed("the agent could not be started: " + reason));
    }
}
