package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.Scrambler;

/** Spoiled settings are either good ones, or refused with one line. */
class SettingsFuzzTest {

    private static final String CONFIG = """
            {"server_url": "http://127.0.0.1:8000", "worker_name": "w1", "poll_interval": "5s", "max_concurrent": 2,
             "capabilities": ["a", "b"], "serve_global": true, "opencode_config": {"share": {"a": [1, 2]}},
             "model": "a/b", "max_output": "1GiB", "output_format": "text", "codebases": []}""";

    @TempDir
    Path folder;

    @Test
    void aFileIsReadOrRefusedInOneLine() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            SettingsFixture machine = new SettingsFixture(folder);
            Path config = machine.root.resolve("config.json");
            Files.write(config, new Scrambler(seed).spoil(CONFIG).getBytes(StandardCharsets.UTF_8));
            machine.config(config);
            readOrRefuse(machine, "seed " + seed);
        }
    }

    @Test
    void aVariableOrAFlagIsReadOrRefusedInOneLine() {
        for (WorkerSetting setting : WorkerSetting.values()) {
            for (long seed = 0; seed < 20; seed++) {
                String value = new Scrambler(seed).spoil("name:/tmp, 5GiB");
                SettingsFixture variable = new SettingsFixture(folder).variable("A2A_SERVER_URL", "http://127.0.0.1:1")
                        .variable(setting.variable(), value);
                readOrRefuse(variable, setting + ", variable, seed " + seed);
                if (setting.flags().isEmpty()) {
                    continue;
                }
                SettingsFixture flag = new SettingsFixture(folder).variable("A2A_SERVER_URL", "http://127.0.0.1:1")
                        .flag(setting, value);
                readOrRefuse(flag, setting + ", flag, seed " + seed);
            }
        }
    }

    private static void readOrRefuse(SettingsFixture machine, String what) {
        try {
            assertThat(machine.read().serverUrl()).as(what).startsWith("http");
        } catch (SettingsException e) {
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("\n", "Exception");
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what, e);
        }
    }
}
