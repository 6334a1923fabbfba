package io.agentmesh.server.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

class TimesTest {

    private final Times times = new Times(
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneId.of("Asia/Tokyo")));

    @Test
    void timesAreUtcAndOfOneLength() {
        assertThat(times.now()).isEqualTo("2026-01-02T03:04:05.000000Z");
    }

    @Test
    void ageIsMeasuredToTheInstant() {
        assertThat(times.isOlder("2026-01-02T03:02:35.000000Z", Duration.ofSeconds(90))).isFalse();
        assertThat(times.isOlder("2026-01-02T03:02:34.999999Z", Duration.ofSeconds(90))).isTrue();
    }
}
