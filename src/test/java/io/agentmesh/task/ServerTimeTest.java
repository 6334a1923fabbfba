package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05", "2026-01-02T04:04:05+01:00",
            "2026-01-02T03:04:05.000000"})
    void aTimeIsReadWithOrWithoutItsZone(String text) {
        assertThat(ServerTime.parse(text)).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1767323045", "2026-01-02"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(ServerTime.parse(text)).isEmpty();
    }
}
