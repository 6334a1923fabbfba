package io.agentmesh.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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

    @Test
    void lostTaskIsGivenBack() {
        Map<String, Object> verdict = leases.judge(lost(Map.of("known", "c", "times_lost", 1)));

        assertThat(verdict).containsEntry("status", "pending").containsEntry("holder", null)
                .containsEntry("error", null).containsEntry("completed_at", null);
    }

    @Test
    void taskThatWasLostOftenEnoughFails() {
        Map<String, Object> verdict = leases.judge(lost(Map.of("known", "c", "times_lost", 2L)));

        assertThat(verdict).containsEntry("status", "failed").containsEntry("holder", "w1").containsEntry("error",
                "worker w1 did not say for 1m30s that it runs it; given up after 3 attempts");
        assertThat(verdict.get("completed_at")).isNotNull();
    }

    @Test
    void pinnedTaskOfASilentWorkerFails() {
        assertThat(leases.judge(lost(Map.of("known", "c", "pinned_to", "w1"))))
                .containsEntry("status", "failed").containsEntry("error",
                        "worker w1 did not say for 24h that it runs it, and nobody else has the codebase");
    }

    @Test
    void pinnedTaskThatItsWorkerDoesNotKnowIsGivenBack() {
        assertThat(leases.judge(lost(Map.of("known", "c", "pinned_to", "w1", "is_heard", "w1"))))
                .containsEntry("status", "pending");
    }

    @Test
    void taskThatWasToBeCancelledIsCancelled() {
        assertThat(leases.judge(lost(Map.of("known", "c", "cancel_requested_at", "t", "times_lost", 2))))
                .containsEntry("status", "cancelled").containsEntry("error", null);
    }

    @Test
    void taskOfADeletedCodebaseFailsAndOneOfNoneIsGivenBack() {
        assertThat(leases.judge(lost(Map.of()))).containsEntry("status", "failed");
        assertThat(leases.judge(lost(Map.of("codebase_id", "global")))).containsEntry("status", "pending");
        assertThat(leases.judge(lost(Map.of("codebase_id", "__pending__")))).containsEntry("status", "pending");
    }

    private static Map<String, Object> lost(Map<String, Object> more) {
        Map<String, Object> row = new HashMap<>(Map.of("id", "t", "attempt", 1, "seen_at", "s", "worker_id", "w1",
                "codebase_id", "c", "times_lost", 0));
        row.putAll(more);
        return row;
    }

    private void listen(Duration duration) {
        for (long i = 0; i < duration.toSeconds(); i += 5) {
            leases.deadlines();
            leases.checked();
            clock.now = clock.now.plusSeconds(5);
        }
    }
}
