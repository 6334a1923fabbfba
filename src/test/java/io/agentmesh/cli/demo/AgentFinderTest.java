package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.support.Scripts;

class AgentFinderTest {

    @TempDir
    Path folder;

    private Path onPath;

    @BeforeEach
    void putOneOnThePath() throws Exception {
        onPath = Scripts.shell(folder.resolve("bin/opencode"), "echo 1.18.33");
    }

    @Test
    void namedProgramComesFirst() throws Exception {
        Path flag = Scripts.shell(folder.resolve("flag"), "echo 1.1.1");
        Path variable = Scripts.shell(folder.resolve("variable"), "echo 1.2.2");

        assertThat(find(flag.toString(), variable.toString())).isEqualTo(new OpenCodeProgram(flag, "1.1.1"));
        assertThat(find(null, variable.toString())).isEqualTo(new OpenCodeProgram(variable, "1.2.2"));
        assertThat(find(null, "")).isEqualTo(new OpenCodeProgram(onPath, "1.18.33"));
    }

    @Test
    void namedProgramOfAnotherVersionIsRefusedInsteadOfReplaced() throws Exception {
        Path two = Scripts.shell(folder.resolve("two"), "echo 2.0.0");

        assertThatThrownBy(() -> find(two.toString(), "")).isInstanceOf(DemoFailure.class)
                .hasMessageContaining(two.toString()).hasMessageContaining("1.x");
        assertThatThrownBy(() -> find("/nowhere/opencode", "")).isInstanceOf(DemoFailure.class);
    }

    private OpenCodeProgram find(String flag, String variable) {
        Map<String, String> environment = Map.of("PATH", folder.resolve("bin").toString(), "A2A_OPENCODE_BIN", variable);
        return new AgentFinder(environment, folder, notice -> { }).find(flag);
    }
}
