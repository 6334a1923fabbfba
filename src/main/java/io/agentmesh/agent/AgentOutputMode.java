package io.agentmesh.agent;

/** How an agent reports what came of a task. There is an {@link AgentProtocol} for each. */
public enum AgentOutputMode {

    /** By events, one a line of its standard output. */
    EVENTS,

    /** By all that it writes to standard output, where it exits with 0. */
    TEXT
}
