package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several places gives a setting its value. */
class SettingPrecedenceTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder);
    }

    @Test
    void eachPlaceWinsOverTheNext() {
        Path properties = machine.file("home-of-it/application.properties", """
                worker.server-url=http://properties:1
                worker.max-concurrent=2
                worker.keep-runs=2
                worker.kill-grace=2s
                worker.drain-timeout=
                """);
        machine.userConfig("""
                {"server_url": "http://json:1", "max_concurrent": 3, "keep_runs": 3}
                """);
        machine.variable("A2A_SERVER_URL", "http://env:1").variable("A2A_MAX_CONCURRENT", "4");
        machine.flag(WorkerSetting.SERVER_URL, "http://flag:1");
        machine.variable("AGENTMESH_HOME", properties.getParent().toString());

        ResolvedSettings resolved = machine.resolve();

        assertThat(resolved.settings().serverUrl()).isEqualTo("http://flag:1");
        assertThat(resolved.settings().maxConcurrent()).isEqualTo(4);
        assertThat(resolved.settings().keepRuns()).isEqualTo(3);
        assertThat(resolved.settings().killGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(resolved.settings().drainTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(resolved.propertiesFile()).isEqualTo(properties);
        assertThat(resolved.sources())
                .containsEntry(WorkerSetting.SERVER_URL, "flag --server")
                .containsEntry(WorkerSetting.MAX_CONCURRENT, "environment variable A2A_MAX_CONCURRENT")
                .containsEntry(WorkerSetting.KILL_GRACE, properties.toString())
                .containsEntry(WorkerSetting.DRAIN_TIMEOUT, "default")
                .containsEntry(WorkerSetting.WORKER_NAME, "default, the host's name")
                .hasSize(WorkerSetting.values().length);
    }

    @Test
    void theUsersConfigurationGoesBeforeTheMachines() {
        machine.systemConfig("""
                {"server_url": "http://machine:1"}""");
        assertThat(machine.read().serverUrl()).isEqualTo("http://machine:1");

        machine.userConfig("""
                {"server_url": "http://user:1"}""");
        assertThat(machine.read().serverUrl()).isEqualTo("http://user:1");
    }

    @Test
    void nothingInTheWorkingFolderIsRead() {
        machine.file("work/application.properties", "worker.worker-name=planted");
        machine.file("work/config.json", "{\"worker_name\": \"planted\"}");
        machine.file("work/.config/a2a-worker/config.json", "{\"worker_name\": \"planted\"}");

        assertThat(machine.server().read().workerName()).isEqualTo("build-box");
    }

    @Test
    void aPropertiesFileThatIsGivenGoesBeforeThatOfTheProgramsFolder() {
        machine.file("app/application.properties", "worker.worker-name=folder");
        machine.variable("AGENTMESH_HOME", machine.root.resolve("app").toString());
        assertThat(machine.server().read().workerName()).isEqualTo("folder");

        machine.properties(machine.file("own.properties", "worker.worker-name=J\u00f6rg"));
        assertThat(machine.read().workerName()).isEqualTo("J\u00f6rg");
    }

    @Test
    void foreignAndEmptyVariablesAreIgnored() {
        machine.server().variable("A2A_SERVER_PORT", "tcp://10.0.0.1:80").variable("A2A_SERVER_SERVICE_HOST", "x")
                .variable("A2A_MAX_CONCURRENT", "").variable("A2A_MODEL", "  ").variable("AGENTMESH_HOME", "");

        assertThat(machine.read().maxConcurrent()).isEqualTo(1);
        assertThat(machine.read().model()).isNull();
    }

    @Test
    void theTokenMayStandInAFile() {
        Path token = machine.file("token", "s3cret\n");

        assertThat(machine.server().flag(WorkerSetting.AUTH_TOKEN_FILE, token.toString()).read().authToken())
                .isEqualTo("s3cret");
    }

    @Test
    void theTokenFromTheStrongerPlaceWins() {
        Path token = machine.file("token", "of-file");
        machine.userConfig("{\"auth_token\": \"of-json\"}");
        machine.server().variable("A2A_AUTH_TOKEN_FILE", token.toString());
        assertThat(machine.read().authToken()).isEqualTo("of-file");

        Path weaker = machine.file("weaker.properties", "worker.auth-token-file=" + token);
        machine.variable("A2A_AUTH_TOKEN_FILE", "").properties(weaker);
        assertThat(machine.read().authToken()).isEqualTo("of-json");
    }
}
