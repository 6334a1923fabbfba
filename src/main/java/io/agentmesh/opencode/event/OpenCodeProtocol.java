package io.agentmesh.opencode.event;

import java.io.IOException;

import io.agentmesh.agent.AgentMonitor;
import io.agentmesh.agent.AgentProtocol;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunReading;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.opencode.install.OpenCodeProgram;

/** Protocol of OpenCode: reads outcomes from the events of {@code opencode run --format json} and from its log. */
public final class OpenCodeProtocol implements AgentProtocol {

    @Override
    public String name() {
        return OpenCodeProgram.NAME;
    }

    @Override
    public RunReading read(RunFolder run, TerminationReason reason) throws IOException {
        return RunReader.read(run, reason);
    }

    @Override
    public String session(RunFolder run) throws IOException {
        String journalled = run.record().session();
        return journalled == null ? EventSummary.of(run.stdout(), 0).sessionId() : journalled;
    }

    @Override
    public AgentMonitor monitor() {
        return new OpenCodeMonitor();
    }
}
