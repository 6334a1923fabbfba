package io.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.Scripts;

class OpenCodeCheckTest {

    @TempDir
    Path folder;

    @Test
    void aModelThatOpenCodeKnowsIsWell() throws IOException {
        Path program = program("1.18.33", "echo anthropic/a; echo local/b");

        assertThat(check(program, "local/b")).containsExactly(
                Finding.ok("opencode", "OpenCode 1.18.33 at " + program), Finding.ok("model", "local/b is known to OpenCode"));
    }

    @Test
    void aModelThatItDoesNotKnowIsAProblem() throws IOException {
        assertThat(model(program("1.18.33", "echo local/b"), "local/c")).satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
            assertThat(finding.message()).contains("local/c");
        });
    }

    @Test
    void withoutAModelItDependsOnWhatOpenCodeKnows() throws IOException {
        assertThat(model(program("1.18.33", "echo local/b"), "").level()).isEqualTo(Level.WARNING);
        assertThat(model(program("1.18.33", ":"), "").level()).isEqualTo(Level.PROBLEM);
    }

    @Test
    void anOpenCodeThatCannotTellItsModelsIsAWarning() throws IOException {
        Finding finding = model(program("1.18.33", "echo 'Error: no disk' >&2; exit 3"), "local/b");

        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.message()).contains("exit 3");
    }

    @Test
    void aProgramOfAnotherVersionOrNoneAtAllIsAProblem() throws IOException {
        assertThat(check(program("2.0.1", ":"), "")).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
            assertThat(finding.message()).contains("is OpenCode 2.0.1");
        });
        assertThat(check(folder.resolve("none"), "")).singleElement().extracting(Finding::level).isEqualTo(Level.PROBLEM);
    }

    private Path program(String version, String models) throws IOException {
        return Scripts.shell(folder.resolve("opencode"), """
                case $1 in
                --version) echo %s ;;
                models) %s ;;
                esac""".formatted(version, models));
    }

    private Finding model(Path program, String model) {
        return check(program, model).get(1);
    }

    private List<Finding> check(Path program, String model) {
        return new OpenCodeCheck(program, new OpenCodeLocator(null, folder),
                AgentEnvironments.of(Map.of("PATH", "/usr/bin:/bin"), null, "{}"), model).check();
    }
}
