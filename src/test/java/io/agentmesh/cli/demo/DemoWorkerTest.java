package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorkerTest {

    @TempDir
    Path folder;

    @Test
    void configurationNamesServerCodebaseAgentAndModel() {
        JsonNode config = DemoWorker.config(folder, "http://127.0.0.1:1", folder.resolve("greeter"), Path.of("/bin/oc"),
                new ModelChoice("a/b", "--model", false, true));

        assertThat(config.path("server_url").asText()).isEqualTo("http://127.0.0.1:1");
        assertThat(config.at("/codebases/0/path").asText()).isEqualTo(folder.resolve("greeter").toString());
        assertThat(config.at("/codebases/0/name").asText()).isEqualTo("greeter");
        assertThat(config.path("opencode_bin").asText()).isEqualTo("/bin/oc");
        assertThat(config.path("model").asText()).isEqualTo("a/b");
        assertThat(config.path("allow_public_model").asBoolean()).isTrue();
        assertThat(config.path("state_dir").asText()).startsWith(folder.toString());
    }

    @Test
    void settingsOfTheMachinesOwnWorkerPlayNoPart() {
        Map<String, String> environment = environment(false);

        assertThat(environment).doesNotContainKeys("A2A_SERVER_URL", "A2A_AUTH_TOKEN")
                .containsEntry("TMPDIR", folder.toString());
        assertThat(environment).containsEntry("OPENCODE_CONFIG", "mine.json").containsEntry("PATH", "/bin");
        assertThat(environment.keySet()).noneMatch(name -> name.startsWith("XDG_"));
    }

    @Test
    void scriptedModelKeepsOpenCodeOffTheUsersData() {
        Map<String, String> environment = environment(true);

        assertThat(environment).doesNotContainKey("OPENCODE_CONFIG").containsEntry("OPENCODE_DISABLE_MODELS_FETCH", "1");
        assertThat(environment.get("XDG_DATA_HOME")).startsWith(folder.toString());
        assertThat(environment.get("XDG_CONFIG_HOME")).startsWith(folder.toString());
    }

    private Map<String, String> environment(boolean scripted) {
        Map<String, String> environment = new HashMap<>(Map.of("A2A_SERVER_URL", "https://real", "A2A_AUTH_TOKEN", "t",
                "OPENCODE_CONFIG", "mine.json", "PATH", "/bin"));
        DemoWorker.adaptEnvironment(environment, folder, scripted);
        return environment;
    }
}
