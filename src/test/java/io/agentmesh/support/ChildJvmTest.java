package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.AgentMesh;

class ChildJvmTest {

    @TempDir
    Path folder;

    @Test
    void itTakesTheClassesOfLibrariesFromTheArchive() throws Exception {
        await().atMost(Duration.ofMinutes(3)).until(() -> !ClassArchive.OF_BUILD.flags().isEmpty());
        Path loaded = folder.resolve("loaded");

        List<String> command = ChildJvm.command(AgentMesh.class, "-Xshare:on", "-Xlog:class+load:file=" + loaded);

        assertThat(run(command)).startsWith("agentmesh ");
        assertThat(Files.readAllLines(loaded)).anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"));
    }

    @Test
    void oneThatCannotBeReadIsPassedOverInSilence() throws Exception {
        ClassArchive broken = new ClassArchive(folder, ChildJvm.libraries());
        Files.writeString(broken.archive, "no archive");

        List<String> command = new ArrayList<>(List.of(ChildJvm.JAVA));
        command.addAll(broken.flags());
        command.addAll(List.of("-cp", ChildJvm.classPath(), AgentMesh.class.getName()));

        assertThat(command).contains("-XX:SharedArchiveFile=" + broken.archive);
        assertThat(run(command)).startsWith("agentmesh ").doesNotContain("[");
    }

    private String run(List<String> command) throws IOException {
        command.add("--version");
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.onExit().join().exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
