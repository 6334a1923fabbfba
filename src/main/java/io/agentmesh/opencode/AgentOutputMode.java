package io.agentmesh.opencode;

/** How an agent reports what came of a task, see {@link AgentProtocols}. */
enum AgentOutputMode {

    /** By events, one a line of its standard output. */
    EVENTS,

    /** By all that it writes to standard output, where it exits with 0, see {@link TextProtocol}. */
    TEXT
}
