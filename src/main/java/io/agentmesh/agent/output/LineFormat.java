package io.agentmesh.agent.output;

import io.agentmesh.agent.LineFile;

/** Selects and formats the lines of a run for the server; empty where a line isn't sent. */
public interface LineFormat {

    String ofStdout(LineFile.Line line);

    String ofStderr(LineFile.Line line);
}
