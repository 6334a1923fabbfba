package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;

import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.worker.TestClock;

class DueOutcomesTest {

    /** Always the whole pause. */
    private static final RandomGenerator WHOLE = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public double nextDouble() {
            return 1;
        }
    };

    private final TestClock clock = new TestClock();
    private final DueOutcomes due = new DueOutcomes(new RunOutputs(() -> null, "w1", OutputFormat.of("text")), clock,
            WHOLE);

    @Test
    void aNewOneIsDueAtOnce() {
        assertThat(isDue("t1-1.json")).isTrue();
    }

    @Test
    void thePauseDoublesWithEachFailureUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            due.postpone("t1-1.json");
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(isDue("t1-1.json")).isFalse();
            clock.advance(Duration.ofMillis(1));
            assertThat(isDue("t1-1.json")).isTrue();
        }
    }

    @Test
    void whatTheServerAsksForComesOnTop() {
        due.postpone("t1-1.json", Duration.ofSeconds(100));

        clock.advance(Duration.ofSeconds(101).minusMillis(1));
        assertThat(isDue("t1-1.json")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(isDue("t1-1.json")).isTrue();
    }

    @Test
    void whatWaitsForTheServerIsDueOnceThatIsFound() {
        due.postpone("t1-1.json");
        assertThat(isDue("t1-1.json")).isFalse();

        due.retryNow();

        assertThat(isDue("t1-1.json")).isTrue();
    }

    @Test
    void failuresAreCounted() {
        assertThat(due.postpone("t1-1.json")).isEqualTo(1);
        assertThat(due.postpone("t1-1.json")).isEqualTo(2);
        due.settled("t1-1.json");
        assertThat(due.postpone("t1-1.json")).isEqualTo(1);
    }

    @Test
    void oneThatFailsDoesNotHoldUpAnother() {
        due.postpone("t1-1.json");

        assertThat(isDue("t2-1.json")).isTrue();
    }

    private boolean isDue(String name) {
        GenericFile<Object> file = new GenericFile<>();
        file.setFileName(name);
        file.setFileNameOnly(name);
        return due.accept(file);
    }
}
