package io.agentmesh.agent.output;

import io.agentmesh.agent.LineFile;

/** What of the lines of a run is sent to the server; empty where nothing is. */
public interface LineFormat {

    String ofStdout(LineFile.Line line);

    String ofStderr(LineFile.Line line);
}
