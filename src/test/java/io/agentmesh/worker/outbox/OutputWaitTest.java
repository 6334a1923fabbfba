package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.agentmesh.worker.TestClock;
import org.junit.jupiter.api.Test;

class OutputWaitTest {

    private final TestClock clock = new TestClock();
    private final OutputWait outputWait = new OutputWait(clock);

    @Test
    void outputThatStandsStillIsWaitedForThirtySeconds() {
        assertThat(outputWait.lasts("t1-1", 4)).isTrue();
        clock.advance(Duration.ofSeconds(29));
        assertThat(outputWait.lasts("t1-1", 4)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(outputWait.lasts("t1-1", 4)).isFalse();
    }

    @Test
    void outputThatGetsOnIsWaitedFor() {
        for (int batches = 0; batches < 10; batches++) {
            assertThat(outputWait.lasts("t1-1", batches)).isTrue();
            clock.advance(Duration.ofSeconds(29));
        }
    }

    @Test
    void eachRunHasItsOwn() {
        outputWait.lasts("t1-1", 0);
        clock.advance(Duration.ofMinutes(1));

        assertThat(outputWait.lasts("t2-1", 0)).isTrue();
        assertThat(outputWait.lasts("t1-1", 0)).isFalse();
        outputWait.forget("t1-1");
        assertThat(outputWait.lasts("t1-1", 0)).isTrue();
    }
}
