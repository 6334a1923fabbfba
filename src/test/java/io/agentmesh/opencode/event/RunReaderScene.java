package io.agentmesh.opencode.event;

import static io.agentmesh.support.AgentEvents.bash;
import static io.agentmesh.support.AgentEvents.error;
import static io.agentmesh.support.AgentEvents.stepFinish;
import static io.agentmesh.support.AgentEvents.stepStart;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.AgentProtocols;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A run that has ended, with what it wrote. */
abstract class RunReaderScene {

    static final AgentProtocols PROTOCOLS = new AgentProtocols(new OpenCodeProtocol());
    static final String TOOLS = stepStart("msg_1") + bash("msg_1", "ls", 0) + stepFinish("msg_1", "tool-calls");

    static final String UNREACHABLE = """
            timestamp=2026-11-24T22:00:00.000Z level=ERROR run=51b4947b message="stream error" providerID=scripted \
            modelID=test error.error="AI_APICallError: Cannot connect to API: connect ECONNREFUSED 127.0.0.1:9"
            """;

    @TempDir
    Path folder;
    RunFolder run;

    @BeforeEach
    void setUp() throws Exception {
        run = RunFolder.create(folder.resolve("t-1"));
    }

    Outcome read(String stdout, String stderr, String exit) throws Exception {
        write(stdout, stderr, exit);
        return PROTOCOLS.read(run, null);
    }

    void write(String stdout, String stderr, String exit) throws Exception {
        Files.writeString(run.stdout(), stdout);
        Files.writeString(run.stderr(), stderr);
        if (exit != null) {
            Files.writeString(run.path().resolve("exit"), exit + "\n");
        }
    }
}
