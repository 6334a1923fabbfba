package io.agentmesh.opencode.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.Scripts;

class OpenCodeLocatorTest {

    @TempDir
    Path folder;

    @Test
    void programOnTheSearchPathComesFirst() throws Exception {
        Path onPath = Scripts.shell(folder.resolve("bin/opencode"), "echo 1.18.33");
        Scripts.shell(folder.resolve("home/.opencode/bin/opencode"), "echo 1.0.0");

        assertThat(locate("/nowhere:" + folder.resolve("bin"))).isEqualTo(new OpenCodeProgram(onPath, "1.18.33"));
    }

    @Test
    void usualPlaceInTheHomeFolderIsFound() throws Exception {
        Path program = Scripts.shell(folder.resolve("home/.opencode/bin/opencode"), "echo 1.4.0");

        assertThat(locate(null)).isEqualTo(new OpenCodeProgram(program, "1.4.0"));
    }

    @Test
    void otherVersionsAndBrokenProgramsArePassedOver() throws Exception {
        Scripts.shell(folder.resolve("a/opencode"), "echo 2.0.1");
        Scripts.shell(folder.resolve("b/opencode"), "exit 1");
        Scripts.shell(folder.resolve("c/opencode"), "echo something else");
        Files.writeString(Files.createDirectories(folder.resolve("d")).resolve("opencode"), "no executable");
        Path good = Scripts.shell(folder.resolve("e/opencode"), "echo 1.18.33");
        String path = String.join(":", folder + "/a", folder + "/b", folder + "/c", folder + "/d", folder + "/e");

        assertThat(locate(path).path()).isEqualTo(good);
    }

    @Test
    void relativeFolderOfTheSearchPathIsIgnored() throws Exception {
        Path program = Scripts.shell(folder.resolve("bin/opencode"), "echo 1.18.33");
        Path relative = Path.of("").toAbsolutePath().relativize(program.getParent());

        assertThat(new OpenCodeLocator("::" + relative, folder).candidates())
                .noneMatch(candidate -> candidate.toAbsolutePath().normalize().equals(program));
    }

    @Test
    void theOneThatAWorkerDrivesIsRequired() throws Exception {
        Path good = Scripts.shell(folder.resolve("a/opencode"), "echo 1.18.33");
        Path later = Scripts.shell(folder.resolve("b/opencode"), "echo 2.0.1");
        OpenCodeLocator locator = new OpenCodeLocator(folder + "/b", folder.resolve("home"));

        assertThat(locator.require(good)).isEqualTo(new OpenCodeProgram(good, "1.18.33"));
        assertThatThrownBy(() -> locator.require(later)).isInstanceOf(SettingsException.class)
                .hasMessage("opencode_bin: " + later + " is OpenCode 2.0.1; this worker drives OpenCode 1.x");
        assertThatThrownBy(() -> locator.require(folder)).isInstanceOf(SettingsException.class)
                .hasMessage("opencode_bin: " + folder + " doesn't answer --version like OpenCode");
    }

    @Test
    void cacheFolderFollowsTheEnvironment() {
        Path home = Path.of("/home/ann");

        assertThat(CacheFolder.locate(Map.of(), home)).isEqualTo(Path.of("/home/ann/.cache/agentmesh"));
        assertThat(CacheFolder.locate(Map.of("XDG_CACHE_HOME", "/var/c"), home)).isEqualTo(Path.of("/var/c/agentmesh"));
        assertThat(CacheFolder.locate(Map.of("XDG_CACHE_HOME", "/var/c", "AGENTMESH_CACHE", "/own"), home))
                .isEqualTo(Path.of("/own"));
    }

    private OpenCodeProgram locate(String searchPath) {
        return new OpenCodeLocator(searchPath, folder.resolve("home")).locate().orElseThrow();
    }
}
