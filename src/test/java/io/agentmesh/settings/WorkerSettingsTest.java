package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder);
    }

    @Test
    void everySettingIsAProperty() {
        Path app = machine.folder("app");
        machine.server().variable("A2A_AUTH_TOKEN", "hunter2").flag(WorkerSetting.CODEBASES, "shop:" + app)
                .flag(WorkerSetting.CAPABILITIES, "a").flag(WorkerSetting.CAPABILITIES, "b");

        Map<String, String> properties = machine.read().toProperties();

        assertThat(properties.keySet())
                .containsExactlyElementsOf(Stream.of(WorkerSetting.values()).map(WorkerSetting::property).toList());
        assertThat(properties).containsEntry("worker.server-url", "http://127.0.0.1:8000")
                .containsEntry("worker.poll-interval", "5000")
                .containsEntry("worker.codebases", "shop:" + app)
                .containsEntry("worker.capabilities", "a,b")
                .containsEntry("worker.auth-token", "hunter2")
                .containsEntry("worker.max-concurrent", "1")
                .containsEntry("worker.serve-global", "false")
                .containsEntry("worker.model", "")
                .doesNotContainValue(null);
    }

    @Test
    void theTokenIsNotInTheText() {
        machine.server().variable("A2A_AUTH_TOKEN", "hunter2")
                .variable("A2A_OPENCODE_CONFIG", "{\"provider\": {\"apiKey\": \"hunter2\"}}");

        assertThat(machine.read().toString()).contains("auth_token=********", "opencode_config={provider}",
                "poll_interval=5s", "server_url=http://127.0.0.1:8000").doesNotContain("hunter2");
    }

    /** Routes and people see where Redis is; its password stays in the settings. */
    @Test
    void thePasswordOfRedisIsNotInTheText() {
        machine.server().variable("A2A_REDIS_URL", "redis://anna:hunter2@redis.example.com/1");

        WorkerSettings settings = machine.read();

        assertThat(settings.redisUrl().password()).isEqualTo("hunter2");
        assertThat(settings.toString()).contains("redis_url=redis://redis.example.com:6379/1").doesNotContain("hunter2");
        assertThat(settings.toProperties()).containsEntry("worker.redis-url", "redis://redis.example.com:6379/1");
    }

    @Test
    void nobodyChangesTheConfigurationOfOpenCode() {
        WorkerSettings settings = machine.server().read();

        settings.opencodeConfig().put("share", "auto");

        assertThat(settings.opencodeConfig()).isEmpty();
    }

    @Test
    void camelReadsANestedConfigurationAsItIs() throws Exception {
        machine.server().variable("A2A_OPENCODE_CONFIG", "{\"a\": {\"b\": {}}}");
        try (CamelContext context = new DefaultCamelContext()) {
            machine.read().toProperties().forEach((name, value) -> context.getPropertiesComponent()
                    .addInitialProperty(name, value));
            context.start();

            assertThat(context.resolvePropertyPlaceholders("{{worker.opencode-config}}")).startsWith("{")
                    .matches(".*\"a\".*\"b\".*");
        }
    }
}
