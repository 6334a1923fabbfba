package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.agentmesh.worker.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

    private final Slots slots = new Slots(2);

    @Test
    void noMoreThanTheyAre() {
        assertThat(reserve("t1", "/a")).isTrue();
        assertThat(reserve("t2", "/b")).isTrue();
        assertThat(reserve("t3", "/c")).isFalse();
        assertThat(slots.free()).isZero();

        slots.release(Samples.task("t1"));

        assertThat(slots.tasks()).containsExactly("t2");
        assertThat(reserve("t3", "/c")).isTrue();
    }

    @Test
    void neverTheSameTaskTwice() {
        assertThat(reserve("t1", "/a")).isTrue();
        assertThat(reserve("t1", "/b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/a, /a, false", "/a, /a/b, false", "/a/b, /a, false", "/a, /ab, true", "/a/b, /a/c, true"})
    void foldersWithinOneAnotherExcludeEachOther(String first, String second, boolean both) {
        reserve("t1", first);

        assertThat(reserve("t2", second)).isEqualTo(both);
    }

    @Test
    void tasksWithoutAFolderExcludeNobody() {
        assertThat(slots.reserve(Samples.task("t1"), Decision.run(null))).isTrue();
        assertThat(slots.reserve(Samples.task("t2"), Decision.refuse("no"))).isTrue();
    }

    @Test
    void twoRivalsNeverBothGetTheLastSlot() throws InterruptedException {
        reserve("t0", "/a");
        AtomicInteger got = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Thread[] rivals = new Thread[8];
        for (int i = 0; i < rivals.length; i++) {
            String id = "rival" + i;
            rivals[i] = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                got.addAndGet(reserve(id, "/" + id) ? 1 : 0);
            });
            rivals[i].start();
        }
        go.countDown();
        for (Thread rival : rivals) {
            rival.join();
        }

        assertThat(got).hasValue(1);
    }

    @Test
    void aDecisionFitsOnlyWhereItsSlotWasTaken() {
        reserve("t1", "/a");

        assertThat(slots.fits(Samples.task("t1"), Decision.run(Path.of("/a")))).isTrue();
        assertThat(slots.fits(Samples.task("t1"), Decision.run(Path.of("/b")))).isFalse();
        assertThat(slots.fits(Samples.task("t1"), Decision.leave("gone"))).isFalse();
        assertThat(slots.fits(Samples.task("t2"), Decision.run(Path.of("/a")))).isFalse();
    }

    @Test
    void whenClosedNothingIsTakenAndNothingBegins() {
        reserve("t1", "/a");
        slots.close();

        assertThat(slots.begin(Samples.task("t1"))).isFalse();
        assertThat(reserve("t2", "/b")).isFalse();
        assertThat(slots.free()).isZero();
    }

    @Test
    void onlyWhatRunsIsWaitedFor() throws InterruptedException {
        reserve("t1", "/a");
        reserve("t2", "/b");
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).as("both only wait for the server").isTrue();

        assertThat(slots.begin(Samples.task("t1"))).isTrue();
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).isFalse();

        Thread end = new Thread(() -> slots.release(Samples.task("t1")));
        end.start();
        assertThat(slots.awaitIdle(Duration.ofSeconds(60))).isTrue();
        end.join();
    }

    private boolean reserve(String task, String folder) {
        return slots.reserve(Samples.task(task), Decision.run(Path.of(folder)));
    }
}
