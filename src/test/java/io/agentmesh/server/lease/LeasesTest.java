package io.agentmesh.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.agentmesh.server.HandClock;
import io.agentmesh.server.config.LeaseTerms;
import io.agentmesh.server.response.Times;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final HandClock clock = new HandClock();
    private final Leases leases = new Leases(clock, new Times(clock),
            new LeaseTerms(Duration.ofSeconds(90), Duration.ofHours(24), 3, Duration.ofSeconds(5)));

    @Test
    void silenceCountsOnlyOnceTheServerHasListenedForLongEnough() {
        assertThat(leases.deadlines()).containsEntry("silent_since", "");

        listen(Duration.ofSeconds(85));
        assertThat(leases.deadlines()).containsEntry("silent_since", "");
        listen(Duration.ofSeconds(10));
        assertThat(leases.deadlines()).containsEntry("silent_since", "2026-01-01T00:00:05.000000Z")
                .containsEntry("pinned_since", "2025-12-31T00:01:35.000000Z");
    }

    @Test
    void afterABreakEverybodyHasItsTimeAgain() {
        listen(Duration.ofSeconds(200));
        clock.now = clock.now.plusSeconds(600);

        assertThat(leases.deadlines()).containsEntry("silent_since", "");
        listen(Duration.ofSeconds(95));
        assertThat(leases.deadlines().get("silent_since")).isNotEqualTo("");
    }

    @Test
    void aClockThatWasAheadHoldsUpNothingOnceItIsRight() {
        clock.now = clock.now.plusSeconds(36_000);
        listen(Duration.ofSeconds(10));
        clock.now = clock.now.minusSeconds(36_000);

        assertThat(leases.deadlines()).containsEntry("silent_since", "");
        listen(Duration.ofSeconds(95));
        assertThat(leases.deadlines().get("silent_since")).isNotEqualTo("");
    }

    @Test
    void checkThatFailsIsNoListening() {
        listen(Duration.ofSeconds(200));
        for (int i = 0; i < 60; i++) {
            clock.now = clock.now.plusSeconds(5);
            leases.deadlines();
        }
        leases.checked();

        assertThat(leases.deadlines()).containsEntry("silent_since", "");
    }

    private void listen(Duration duration) {
        for (long i = 0; i < duration.toSeconds(); i += 5) {
            leases.deadlines();
            leases.checked();
            clock.now = clock.now.plusSeconds(5);
        }
    }
}
