package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll loop that no longer turns, and what the worker's health makes of it. */
class PollWatchTest {

    private static final String NONE = "";

    private final AtomicLong nanos = new AtomicLong();
    private final PollWatch watch = new PollWatch(nanos::get);
    private final WorkerHealth health = new WorkerHealth(() -> NONE, () -> NONE, () -> NONE, () -> NONE, watch::problem, () -> "away");

    @BeforeEach
    void intervals() {
        watch.setInterval(Duration.ofSeconds(5));
        watch.setCallTimeout(Duration.ofSeconds(100));
    }

    @Test
    void aPollMayTakeAsLongAsItsCallsMay() {
        pass(305);
        assertThat(watch.problem()).isEmpty();

        watch.polled();
        pass(305);
        assertThat(watch.problem()).isEmpty();
        assertThat(health.isAlive()).isTrue();
    }

    @Test
    void afterThatItIsStuckAndOnlyANewStartHelps() {
        pass(306);

        assertThat(watch.problem()).isEqualTo("the poll loop is stuck: no poll for 306 s");
        assertThat(health.isAlive()).isFalse();
        assertThat(health.problem()).isEqualTo(watch.problem());
        HealthCheck check = health.checks().get("health-poll");
        assertThat(check.isLiveness()).isTrue();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void onePollMakesItWellAgain() {
        pass(3600);
        watch.polled();

        assertThat(watch.problem()).isEmpty();
        assertThat(health.checks().get("health-poll").call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aRedisThatIsAwayIsToldAndKeepsNoWorkerFromBeingReady() {
        HealthCheck check = health.checks().get("health-redis");

        assertThat(check.isLiveness()).isFalse();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check.call().getMessage()).contains("away");
        assertThat(health.problem()).isEmpty();
    }

    @Test
    void aWorkerWithoutRedisSaysNothingOfIt() {
        Map<String, HealthCheck> checks = new WorkerHealth(() -> NONE, () -> NONE, () -> NONE, () -> NONE, () -> NONE, null).checks();

        assertThat(checks).containsOnlyKeys("health-server", "health-opencode", "health-disk", "health-lock", "health-poll");
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
