package io.agentmesh.agent;

/** How an agent returns its result. Each mode has an {@link AgentProtocol}. */
public enum AgentOutputMode {

    /** JSON events on standard output, one a line. */
    EVENTS,

    /** Plain text: all of standard output, where it exits with 0. */
    TEXT
}
