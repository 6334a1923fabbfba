package io.agentmesh.agent.run;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.support.ScriptedOpenCode;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A scripted agent, a codebase, and what runs the one in the other. */
public abstract class ScriptedAgentScene {

    @TempDir
    public Path temp;

    public ScriptedOpenCode agent;
    public AgentRig rig;
    public Path codebase;

    @BeforeEach
    void setUpScene() throws Exception {
        agent = new ScriptedOpenCode(temp.resolve("bin"));
        codebase = Files.createDirectory(temp.resolve("codebase")).toRealPath();
        rig = new AgentRig(temp.resolve("state"), agent.program());
    }

    @AfterEach
    void tearDownScene() {
        rig.close();
    }

    /** Long enough for a busy machine. */
    public static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
