package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.agentmesh.worker.TestClock;
import org.junit.jupiter.api.Test;

class OutputPatienceTest {

    private final TestClock clock = new TestClock();
    private final OutputPatience patience = new OutputPatience(clock);

    @Test
    void outputThatStandsStillIsWaitedForThirtySeconds() {
        assertThat(patience.lasts("t1-1", 4)).isTrue();
        clock.advance(Duration.ofSeconds(29));
        assertThat(patience.lasts("t1-1", 4)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(patience.lasts("t1-1", 4)).isFalse();
    }

    @Test
    void outputThatGetsOnIsWaitedFor() {
        for (int batches = 0; batches < 10; batches++) {
            assertThat(patience.lasts("t1-1", batches)).isTrue();
            clock.advance(Duration.ofSeconds(29));
        }
    }

    @Test
    void eachRunHasItsOwn() {
        patience.lasts("t1-1", 0);
        clock.advance(Duration.ofMinutes(1));

        assertThat(patience.lasts("t2-1", 0)).isTrue();
        assertThat(patience.lasts("t1-1", 0)).isFalse();
        patience.forget("t1-1");
        assertThat(patience.lasts("t1-1", 0)).isTrue();
    }
}
