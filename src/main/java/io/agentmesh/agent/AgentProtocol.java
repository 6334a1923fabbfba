package io.agentmesh.agent;

import java.io.IOException;

/** Interprets the output of one kind of agent: its outcome, session and failures. */
public interface AgentProtocol {

    /** The agent's name in messages, such as "the agent". */
    String name();

    /**
     * Reads the outcome of an ended run from its files.
     *
     * @param reason why the worker ended the run, or null where it ended by itself
     */
    RunReading read(RunFolder run, TerminationReason reason) throws IOException;

    /** The session in which the run can be resumed; null where the agent has none, or hadn't begun it. */
    String session(RunFolder run) throws IOException;

    /** A monitor for one run that is at work. */
    AgentMonitor monitor();
}
