package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a bad value stands is named, whatever place that is, and a secret is never shown. */
class MistakePlacesTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder);
    }

    @Test
    void aVariableIsNamed() {
        machine.server().variable("A2A_MAX_CONCURRENT", "many");

        assertThat(machine.mistake()).isEqualTo("environment variable A2A_MAX_CONCURRENT: max_concurrent is \"many\"; "
                + "allowed: a whole number from 1 to 100");
    }

    @Test
    void aSpoolInRedisNeedsARedis() {
        machine.server().variable("A2A_SPOOL", "redis");

        assertThat(machine.mistake()).isEqualTo("environment variable A2A_SPOOL: spool is \"redis\" and redis_url is "
                + "not set; allowed: disk, or redis together with redis_url");
    }

    @Test
    void brokenJsonInAVariableIsTold() {
        machine.server().variable("A2A_OPENCODE_CONFIG", "{\"a\": }");

        assertThat(machine.mistake()).startsWith("environment variable A2A_OPENCODE_CONFIG: opencode_config is "
                + "no valid JSON: line 1, column 7: unexpected }");
    }

    @Test
    void aFlagIsNamed() {
        machine.server().flag(WorkerSetting.POLL_INTERVAL, "2 days");

        assertThat(machine.mistake()).startsWith("flag --poll-interval: poll_interval is \"2 days\"; allowed: ");
    }

    @Test
    void aPropertyIsNamedAsItStandsInItsFile() {
        Path properties = machine.file("own.properties", "worker.keep-runs=-1");

        assertThat(machine.server().properties(properties).mistake())
                .isEqualTo(properties + ": worker.keep-runs is -1; allowed: a whole number from 0 to 100000");
    }

    @Test
    void aPropertiesFileWithABrokenEscapeIsTold() {
        Path properties = machine.file("own.properties", "worker.model=\\uZZZZ");

        assertThat(machine.server().properties(properties).mistake())
                .startsWith(properties + " is no properties file");
    }

    @Test
    void aMissingServerIsToldWithTheWaysToGiveIt() {
        assertThat(machine.mistake()).isEqualTo("server_url is missing; allowed: --server URL, A2A_SERVER_URL=URL, or "
                + "\"server_url\" in " + machine.home.resolve(".config/a2a-worker/config.json"));
    }

    @Test
    void aConfigurationFileThatIsGivenMustExist() {
        Path missing = machine.root.resolve("none.json");

        assertThat(machine.server().config(missing).mistake())
                .isEqualTo(missing + " doesn't exist; allowed: a file that can be read");
        assertThat(new SettingsFixture(folder).server().properties(missing).mistake())
                .isEqualTo(missing + " doesn't exist; allowed: a file that can be read");
    }

    @Test
    void aFolderIsNoConfigurationFile() {
        assertThat(machine.server().config(machine.work).mistake())
                .isEqualTo(machine.work + " is a folder; allowed: a file that can be read");
    }

    @Test
    void aConfigurationFileOfTheUserThatIsAFolderIsNoMissingOne() {
        Path instead = machine.folder("home/ann/.config/a2a-worker/config.json");

        assertThat(machine.server().mistake()).isEqualTo(instead + " is a folder; allowed: a file that can be read");
    }

    @Test
    void aFileThatCanNotBeReadIsTold() {
        // Nobody can read the first byte of a process's memory, not even root, who may read every real file.
        Path config = Path.of("/proc/self/mem");

        assertThat(machine.server().config(config).mistake()).startsWith(config + " can't be read: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"auth_token": "hunter2 hunter2"}      | auth_token is a secret, not shown (text); allowed: 1 to 4096
            {"auth_token": ["hunter2"]}            | auth_token is a secret, not shown (a list); allowed: 1 to 4096
            {"auth_token": "{{hunter2"}            | auth_token is a secret, not shown (text); allowed: 1 to 4096
            {"opencode_config": "hunter2"}         | opencode_config is text; allowed: a JSON object
            {"server_url": "http://a:hunter2@b"}   | server_url is "http://***@b"; allowed: an http or https URL without
            {"server_url": "http://a:hunter2@b c"} | server_url is "http://***@b c"; allowed: an http or https URL
            """)
    void aSecretIsNeverShown(String json, String expected) {
        Path config = machine.file("config.json", json);

        assertThat(machine.config(config).mistake()).startsWith(config + ": " + expected).doesNotContain("hunter2");
    }

    @Test
    void aTokenFileWithoutATokenIsTold() {
        Path empty = machine.file("token", "\n");

        assertThat(machine.server().flag(WorkerSetting.AUTH_TOKEN_FILE, empty.toString()).mistake())
                .isEqualTo(empty + ": auth_token is a secret, not shown (text); allowed: 1 to 4096 visible ASCII "
                        + "characters without blanks");
    }

    @Test
    void aTokenAndATokenFileInOnePlaceAreRefused() {
        Path token = machine.file("token", "hunter2");
        Path config = machine.file("config.json", """
                {"server_url": "http://a", "auth_token": "hunter2", "auth_token_file": "%s"}""".formatted(token));

        assertThat(machine.config(config).mistake()).contains("auth_token and auth_token_file are both given")
                .doesNotContain("hunter2");
    }

    @Test
    void aPublicModelIsRefused() {
        assertThat(machine.server().flag(WorkerSetting.MODEL, "opencode/big-pickle").mistake())
                .startsWith("flag --model: model is \"opencode/big-pickle\", a public model; allowed: ");
    }
}
