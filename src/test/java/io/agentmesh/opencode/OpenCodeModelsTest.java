package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import io.agentmesh.support.Scripts;

class OpenCodeModelsTest {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    @TempDir
    Path folder;

    @Test
    void theRealOnesAreThoseOfTheConfiguration() throws IOException {
        Map<String, String> variables = new HashMap<>(OPENCODE.environment(folder.resolve("home")));
        variables.put("PATH", System.getenv("PATH"));
        OpenCodeProgram program = OpenCodeProgram.probe(OPENCODE.program(), Map.of()).orElseThrow();
        try (ScriptedModel model = ScriptedModel.start()) {
            AgentEnvironment environment = AgentEnvironments.of(variables, null,
                    OpenCodeConfig.content(model.openCodeConfig(), false));

            assertThat(OpenCodeModels.list(program, environment, scratch())).contains(ScriptedModel.MODEL)
                    .noneMatch(name -> name.startsWith("opencode/"));
            assertThat(model.allRequests()).isEmpty();
        }
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void aFailureIsQuoted() throws IOException {
        Path program = Scripts.shell(folder.resolve("opencode"), "echo 'Error: no disk' >&2; exit 2");

        assertThatThrownBy(() -> OpenCodeModels.list(new OpenCodeProgram(program, "1.18.33"),
                AgentEnvironments.of(System.getenv(), null, "{}"), scratch())).isInstanceOf(IOException.class)
                .hasMessage("it ended with exit 2: no disk");
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(folder.resolve("scratch"));
    }
}
