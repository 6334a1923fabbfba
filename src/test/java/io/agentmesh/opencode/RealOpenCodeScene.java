package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real OpenCode with a scripted model. */
abstract class RealOpenCodeScene {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    @TempDir
    static Path home;

    @TempDir
    Path temp;
    ScriptedModel model;
    AgentRig rig;
    Path codebase;

    @BeforeAll
    static void warmUp() throws Exception {
        OpenCodeWarmUp.run(OpenCodeProgram.probe(OPENCODE.program(), Map.of()).orElseThrow(),
                AgentEnvironments.of(environment(), null, "{}"), home.resolve("scratch"));
        assertThat(home.resolve("scratch")).isEmptyDirectory();
    }

    @BeforeEach
    void setUp() throws Exception {
        model = ScriptedModel.start();
        codebase = Files.createDirectory(temp.resolve("code base ü")).toRealPath();
        rig = rig(environment());
        rig.config = model.openCodeConfig();
    }

    @AfterEach
    void tearDown() {
        rig.close();
        model.close();
    }

    String error(String prompt, String agent, Map<String, ?> metadata) throws Exception {
        String id = (prompt + agent + metadata.size()).replace(' ', '_');
        return rig.run(AgentRig.task(id, "T", prompt, agent, metadata), codebase).error();
    }

    AgentRig rig(Map<String, String> environment) {
        AgentRig made = new AgentRig(temp.resolve("state"), OPENCODE.program());
        made.environment.putAll(environment);
        return made;
    }

    static Map<String, String> environment() {
        return OPENCODE.environment(home);
    }
}
