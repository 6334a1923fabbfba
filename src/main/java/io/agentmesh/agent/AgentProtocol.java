package io.agentmesh.agent;

import java.io.IOException;

/** How one kind of agent reports what came of its task: all that the runs of agents need to know of it. */
public interface AgentProtocol {

    /** What the agent is called in sentences, such as "the agent". */
    String name();

    /**
     * Reads from the files of an ended run how it went.
     *
     * @param reason why the worker ended the run, or null where it ended by itself
     */
    RunReading read(RunFolder run, TerminationReason reason) throws IOException;

    /** The session that the run may be resumed in; null where the agent has none, or hadn't begun it. */
    String session(RunFolder run) throws IOException;

    /** Follows the output of one run that is at work. */
    AgentMonitor monitor();
}
