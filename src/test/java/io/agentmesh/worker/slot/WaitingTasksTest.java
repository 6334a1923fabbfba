package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.worker.Samples;
import io.agentmesh.worker.TestClock;

/** Why tasks wait, as far as a worker knows. */
class WaitingTasksTest {

    private static final Decision IN_SHOP = Decision.run(Path.of("/src/shop"));

    private final Slots slots = new Slots(2);
    private final TestClock clock = new TestClock();
    private final WaitingTasks waiting = new WaitingTasks(slots, clock);

    @Test
    void whatHasASlotOrCouldHaveOneDoesNotWait() {
        slots.reserve(Samples.task("t1"), IN_SHOP);

        waiting.forSlot(Samples.task("t1"), IN_SHOP);
        waiting.forSlot(Samples.task("t2"), Decision.run(Path.of("/src/other")));

        assertThat(waiting.fresh()).isEmpty();
    }

    @Test
    void aFolderInUseIsToldFromSlotsInUse() {
        slots.reserve(Samples.task("t1"), IN_SHOP);
        waiting.forSlot(Samples.task("t2"), IN_SHOP);
        slots.reserve(Samples.task("t3"), Decision.run(Path.of("/src/other")));
        waiting.forSlot(Samples.task("t4"), Decision.run(Path.of("/src/third")));

        assertThat(waiting.fresh()).isEqualTo(Map.of(
                "t2", Map.of("reason", "folder_busy", "detail", "another task of this worker is at work in /src/shop"),
                "t4", Map.of("reason", "slots_busy")));
    }

    @Test
    void theLastReasonCountsUntilItIsOver() {
        waiting.forHook(Samples.task("t1"), Decision.leave("not before noon"));
        assertThat(waiting.fresh()).isEqualTo(Map.of("t1", Map.of("reason", "hook", "detail", "not before noon")));
        waiting.forFolder(Samples.task("t1"), IN_SHOP);
        assertThat(waiting.fresh().get("t1")).containsEntry("reason", "folder_busy");

        waiting.over(Samples.task("t1"));

        assertThat(waiting.fresh()).isEmpty();
    }

    @Test
    void aTaskThatIsSeenNoLongerIsForgotten() {
        waiting.forHook(Samples.task("t1"), Decision.leave("not before noon"));
        clock.advance(Duration.ofMinutes(3));

        assertThat(waiting.fresh()).isEmpty();
    }

    @Test
    void manyTasksTakeNoMoreThanAThousandEntries() {
        for (int i = 0; i < 1500; i++) {
            waiting.forHook(Samples.task("t" + i), Decision.leave("later"));
        }

        assertThat(waiting.fresh()).hasSize(1000).containsKey("t1499").doesNotContainKey("t499");
    }
}
