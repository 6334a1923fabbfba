package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.Processes;
import io.agentmesh.support.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCodeWarmUpTest {

    @TempDir
    Path temp;

    @Test
    void sessionsAreListedAndNothingIsLeft() throws Exception {
        run("echo \"$@\" > '" + temp + "/arguments'; touch \"$TMPDIR/library.so\"; sleep 600 & echo $! > '" + temp
                + "/pid'");

        assertThat(temp.resolve("arguments")).hasContent("session list --format=json --max-count=1");
        assertThat(temp.resolve("scratch")).isEmptyDirectory();
        assertThat(Processes.isAlive(Long.parseLong(Files.readString(temp.resolve("pid")).strip()))).isFalse();
    }

    @Test
    void failureIsQuoted() {
        assertThatThrownBy(() -> run("echo 'Error: Config file is not valid JSON' >&2; echo details >&2; exit 1"))
                .isInstanceOf(IOException.class)
                .hasMessage("listing its sessions ended with exit 1: Config file is not valid JSON");
        assertThat(temp.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void missingProgramIsNamed() {
        OpenCodeProgram missing = new OpenCodeProgram(temp.resolve("missing"), "1.0.0");

        assertThatThrownBy(() -> OpenCodeWarmUp.run(missing, environment(), temp.resolve("scratch")))
                .isInstanceOf(IOException.class).hasMessageContaining("missing");
    }

    private void run(String lines) throws IOException {
        Path program = Scripts.shell(temp.resolve("opencode"), lines);
        OpenCodeWarmUp.run(new OpenCodeProgram(program, "1.18.33"), environment(), temp.resolve("scratch"));
    }

    private static AgentEnvironment environment() {
        return AgentEnvironments.of(System.getenv(), null, "{}");
    }
}
