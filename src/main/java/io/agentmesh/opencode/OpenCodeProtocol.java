package io.agentmesh.opencode;

import java.io.IOException;

/** How OpenCode reports what came of a task: by the events of {@code opencode run --format json} and by its log. */
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
