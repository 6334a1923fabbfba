package io.agentmesh.settings.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.agentmesh.settings.WorkerSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({"pol_interval,poll_interval", "PollInterval,poll_interval", "modle,model", "server,server_url"})
    void aNearNameIsFound(String found, String meant) {
        assertThat(NearestName.of(found, WorkerSetting.keys())).contains(meant);
    }

    @Test
    void aFarNameIsNotGuessed() {
        assertThat(NearestName.of("colour", WorkerSetting.keys())).isEmpty();
        assertThat(NearestName.hint("colour", List.of("model"))).isEmpty();
    }
}
