package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.support.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user without a home folder, as a container's id that has no account: Java calls that folder {@code ?}. */
@Execution(ExecutionMode.CONCURRENT)
class NoHomeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "worker --server=http://127.0.0.1:9 | state_dir is missing",
        "worker --server=http://127.0.0.1:9 --state-dir=state | OpenCode's folder is missing",
        "worker --server=http://127.0.0.1:9 --state-dir=~/state | the folder of ~/state is missing",
        "serve --port=0 | server.database is missing",
        "demo --scripted | AGENTMESH_CACHE is missing",
        "install --user --dry-run | the folder to install into is missing"})
    void whatWouldLieBelowItIsNamed(String arguments, String beginning) throws Exception {
        assertThat(run("", arguments)).as(errors()).isEqualTo(2);

        assertThat(errors().strip()).contains(beginning + ", and has no default: HOME isn't set").endsWith("or HOME=DIR")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("?")).doesNotExist();
        assertThat(Path.of("/nonexistent")).doesNotExist();
    }

    @Test
    void helpNeedsNone() throws Exception {
        assertThat(run("", "worker --help")).as(errors()).isZero();
    }

    @Test
    void theVariableIsEnough() throws Exception {
        assertThat(run("/srv/home", "worker --server=http://127.0.0.1:9 --check")).as(errors()).isZero();

        assertThat(Files.readString(folder.resolve("output"))).contains("/srv/home/.local/state/a2a-worker");
    }

    private int run(String home, String arguments) throws Exception {
        List<String> command = ChildJvm.command(AgentMesh.class, "-Duser.home=?");
        command.addAll(List.of(arguments.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile()).redirectOutput(folder.resolve("output").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/nowhere");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("HOME", home);
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as(errors()).isTrue();
        return process.exitValue();
    }

    private String errors() throws Exception {
        return Files.readString(folder.resolve("errors"));
    }
}
