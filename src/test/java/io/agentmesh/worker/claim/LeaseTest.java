package io.agentmesh.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Lease lease = new Lease(clock::get, Duration.ofSeconds(10), Duration.ofSeconds(15));

    @Test
    void leaseRunsOutWhileThereIsTimeToEndTheRun() throws Exception {
        lease.granted(registration("{\"worker_timeout\": 90.0}"), lease.now());

        clock.addAndGet(74_999);
        assertThat(lease.isRunningOut()).isFalse();
        clock.addAndGet(1);
        assertThat(lease.isRunningOut()).isTrue();
    }

    @Test
    void timeIsCountedFromTheQuestionAndNotFromItsAnswer() throws Exception {
        lease.granted(registration("{\"worker_timeout\": 90}"), lease.now());
        clock.addAndGet(70_000);
        long asked = lease.now();
        clock.addAndGet(30_000);

        lease.renewed(asked);

        assertThat(lease.isRunningOut()).isFalse();
        clock.addAndGet(45_000);
        assertThat(lease.isRunningOut()).isTrue();
    }

    @Test
    void serverThatTellsNoTimeGivesNothingToOthers() throws Exception {
        clock.addAndGet(Duration.ofDays(1).toMillis());
        assertThat(lease.isRunningOut()).isFalse();

        lease.granted(registration("{}"), lease.now());
        clock.addAndGet(Duration.ofDays(365).toMillis());

        assertThat(lease.isRunningOut()).isFalse();
    }

    @Test
    void timeThatIsTooShortIsHalved() throws Exception {
        lease.granted(registration("{\"worker_timeout\": 20}"), lease.now());

        clock.addAndGet(9_999);
        assertThat(lease.isRunningOut()).isFalse();
        clock.addAndGet(1);
        assertThat(lease.isRunningOut()).isTrue();
    }

    @Test
    void clockOfTheMachineGoesOn() {
        long before = Lease.sinceBoot();

        assertThat(before).isPositive();
        assertThat(Lease.sinceBoot()).isGreaterThanOrEqualTo(before);
    }

    private static JsonNode registration(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }
}
