package io.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class ClockCheckTest {

    private final ClockCheck check = new ClockCheck(Clock.fixed(Instant.parse("2026-11-05T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void halfAMinuteIsTolerated() {
        assertThat(check.compare("Thu, 05 Nov 2026 10:00:30 GMT").level()).isEqualTo(Level.OK);
        assertThat(check.compare("Thu, 05 Nov 2026 09:59:30 GMT").level()).isEqualTo(Level.OK);
    }

    @Test
    void moreIsToldWithItsDirection() {
        assertThat(check.compare("Thu, 05 Nov 2026 10:00:31 GMT"))
                .isEqualTo(Finding.warning("clock", "this machine's clock is 31 s behind the server's", "set both clocks by NTP"));
        assertThat(check.compare("Thu, 05 Nov 2026 08:00:00 GMT").message()).contains("7200 s ahead of");
    }

    @Test
    void aServerWithoutATimeIsNoTrouble() {
        assertThat(check.compare("").level()).isEqualTo(Level.OK);
        assertThat(check.compare("soon")).isEqualTo(Finding.ok("clock", "not compared: the server's time can't be read"));
    }
}
