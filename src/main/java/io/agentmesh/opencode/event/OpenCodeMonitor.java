package io.agentmesh.opencode.event;

import io.agentmesh.agent.AgentMonitor;
import io.agentmesh.agent.LineFile;

/** Reads OpenCode's events and log during a run. */
final class OpenCodeMonitor implements AgentMonitor {

    private final LogSummary log = new LogSummary();

    @Override
    public String session(LineFile.Line line) {
        OpenCodeEvent event = OpenCodeEvent.of(line);
        return event == null ? null : event.sessionId();
    }

    @Override
    public void log(LineFile.Line line) {
        log.add(line);
    }

    @Override
    public String failure() {
        return log.otherAgent() == null ? null : "OpenCode can't run this agent: " + log.otherAgent();
    }

    /** Only the log shows this: a compacted session goes on after a step with reason {@code stop}. */
    @Override
    public boolean isDoneWith(String session) {
        return log.isDoneWith(session);
    }
}
