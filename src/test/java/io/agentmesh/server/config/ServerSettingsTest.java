package io.agentmesh.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.agentmesh.server.store.SqliteFile;
import io.agentmesh.settings.value.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    @Test
    void withoutSettingsItListensOnThisMachineAlone() {
        ServerSettings settings = ServerSettings.load(null, null, Map.of());

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.leases()).isEqualTo(new LeaseTerms(Duration.ofSeconds(90), Duration.ofHours(24), 3, Duration.ofSeconds(5)));
        assertThat(settings.database()).isInstanceOfSatisfying(SqliteFile.class, file -> assertThat(file.path())
                .isAbsolute().endsWithRaw(Path.of("agentmesh", "server.db")));
    }

    @Test
    void overrideWinsOverFileAndFileOverDefault(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "server.port=1\nserver.host=::1\nserver.worker-timeout=5m");

        ServerSettings settings = ServerSettings.load(null, file, Map.of("server.port", "2"));

        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.leases().workerTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void bareNumberOfATimeIsSeconds() {
        assertThat(ServerSettings.load(null, null, Map.of("server.worker-timeout", "7")).leases().workerTimeout())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void redisIsKnownToNoRoute() {
        ServerSettings settings = ServerSettings.load(null, null, Map.of("server.redis-url", "redis://:hunter2@h/1"));

        assertThat(settings.redis().password()).isEqualTo("hunter2");
        assertThat(settings.overrides()).doesNotContainKey("server.redis-url");
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(ServerSettings.load(null, null, Map.of()).redis()).isNull();
    }

    @Test
    void badUrlOfRedisIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> ServerSettings.load(null, null, Map.of("server.redis-url", "redis://:hunter2@h/x")))
                .isInstanceOf(SettingsException.class).hasMessageContaining("server.redis-url (A2A_REDIS_URL): allowed is redis://")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"server.port, x", "server.port, -1", "server.port, 65536", "server.task-limit, 0",
        "server.output-limit, many", "server.max-body-size, 10M", "server.database, /a?mode=ro",
        "server.worker-timeout, soon", "server.queue-check, 0s"})
    void badValueIsNamedWithWhatIsAllowed(String name, String value) {
        assertThatThrownBy(() -> ServerSettings.load(null, null, Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name).hasMessageContaining("\"" + value + "\"").hasMessageContaining("allowed");
    }
}
