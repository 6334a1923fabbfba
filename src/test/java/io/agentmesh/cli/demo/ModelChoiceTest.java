package io.agentmesh.cli.demo;

import io.agentmesh.opencode.OpenCodeUserConfig;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {

    @TempDir
    Path home;

    private Path config;

    @BeforeEach
    void makeConfigFolder() throws Exception {
        config = Files.createDirectories(home.resolve(".config/opencode"));
    }

    @Test
    void nothingConfiguredMeansTheScript() {
        ModelChoice choice = choose(null, false, Map.of());

        assertThat(choice.scripted()).isTrue();
        assertThat(choice.name()).isEqualTo("scripted/demo");
    }

    @Test
    void flagBeatsEnvironmentAndThatOpenCodesConfiguration() throws Exception {
        Files.writeString(config.resolve("opencode.json"), "{\"model\": \"c/file\"}");
        Map<String, String> environment = Map.of("A2A_MODEL", "b/environment");

        assertThat(choose("a/flag", false, environment).name()).isEqualTo("a/flag");
        assertThat(choose(null, false, environment).name()).isEqualTo("b/environment");
        assertThat(choose(null, false, Map.of()).name()).isEqualTo("c/file");
        assertThat(choose(null, false, Map.of()).origin()).isEqualTo(config.resolve("opencode.json").toString());
    }

    @Test
    void scriptIsUsedInAnyCaseWhereAskedFor() {
        assertThat(choose(null, true, Map.of("A2A_MODEL", "b/environment")).scripted()).isTrue();
    }

    @Test
    void configurationMayHaveCommentsAndLieElsewhere() throws Exception {
        Path other = Files.createDirectories(home.resolve("xdg/opencode"));
        Files.writeString(other.resolve("opencode.jsonc"), """
                {
                  // the one I like
                  "model": "d/commented",
                }
                """);

        assertThat(choose(null, false, Map.of("XDG_CONFIG_HOME", home + "/xdg")).name()).isEqualTo("d/commented");
    }

    @Test
    void brokenOrModellessConfigurationCountsAsNone() throws Exception {
        Files.writeString(config.resolve("opencode.jsonc"), "{ broken");
        Files.writeString(config.resolve("opencode.json"), "{\"theme\": \"dark\"}");

        assertThat(choose(null, false, Map.of()).scripted()).isTrue();
    }

    @Test
    void publicModelIsUsedOnlyWhereNamedForThisRun() throws Exception {
        Files.writeString(config.resolve("opencode.json"), "{\"model\": \"opencode/big-pickle\"}");

        assertThat(choose(null, false, Map.of()).scripted()).isTrue();
        assertThat(choose(null, false, Map.of("A2A_MODEL", "opencode/big-pickle")).scripted()).isTrue();
        assertThat(choose("opencode/big-pickle", false, Map.of()).publicAllowed()).isTrue();
    }

    private ModelChoice choose(String flag, boolean scripted, Map<String, String> environment) {
        return ModelChoice.of(flag, scripted, environment, OpenCodeUserConfig.locate(environment, home));
    }
}
