package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerSettingTest {

    @Test
    void everyNameComesFromTheKey() {
        WorkerSetting setting = WorkerSetting.POLL_INTERVAL;

        assertThat(setting.key()).isEqualTo("poll_interval");
        assertThat(setting.flags()).containsExactly("--poll-interval");
        assertThat(setting.variable()).isEqualTo("A2A_POLL_INTERVAL");
        assertThat(setting.property()).isEqualTo("worker.poll-interval");
    }

    @Test
    void theTokenHasNoFlag() {
        assertThat(WorkerSetting.AUTH_TOKEN.flags()).isEmpty();
    }

    @Test
    void noFlagMeansTwoSettings() {
        List<String> flags = Stream.of(WorkerSetting.values()).flatMap(s -> s.flags().stream()).toList();

        assertThat(flags).doesNotHaveDuplicates().doesNotContain("--config", "--properties", "--check", "--help");
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsDescribed(WorkerSetting setting) {
        assertThat(setting.description()).endsWith(".");
        assertThat(setting.type().allowed()).isNotBlank();
        assertThat(setting.type().label()).isNotBlank();
    }
}
