package io.agentmesh.opencode;

/** How an agent says what came of a task. */
enum Answers {

    /** By OpenCode's events, see {@link RunReader}. */
    EVENTS,

    /** By all that it writes to standard output, where it exits with 0, see {@link TextReader}. */
    TEXT
}
