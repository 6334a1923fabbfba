package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenewEntriesRouteTest extends RouteTest {

    private final QueueBench redis = new QueueBench();

    @BeforeEach
    void routes() {
        bench.close();
        bench = redis.open(fixture);
        redis.leases.hold(ScriptedQueue.entry("1-1", "t1"), Samples.task("t1"), 3);
    }

    @Test
    void eachBeatOfTheTimerKeepsWhatIsHeld() {
        bench.send("renew-entries", null);
        bench.send("renew-entries", null);

        assertThat(redis.queue.done).containsExactly("renew 1-1", "renew 1-1");
    }

    @Test
    void aRedisThatIsAwayIsToldToTheWatchAndTheEntryIsKept() {
        redis.queue.away = true;

        assertThat(bench.send("renew-entries", null).getException()).isNull();
        assertThat(redis.watch.state()).endsWith(": it doesn't answer");
        assertThat(redis.leases.holds("1-1")).isTrue();

        redis.queue.away = false;
        redis.watch.answered();
        bench.send("renew-entries", null);
        assertThat(redis.queue.done).containsExactly("renew 1-1");
    }
}
