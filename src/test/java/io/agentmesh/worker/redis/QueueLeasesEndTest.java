package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.redis.stream.BadEntryException;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Task;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.ScriptedQueue;
import io.agentmesh.worker.TestClock;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

/** What becomes of an entry, by what became of its task. */
class QueueLeasesEndTest {

    private static final int LIMIT = 3;

    private final ScriptedQueue queue = new ScriptedQueue();
    private final QueueWatch watch = new QueueWatch("redis", new TestClock());
    private final Slots slots = new Slots(2);
    private final Set<String> undelivered = new HashSet<>();
    private final QueueLeases leases = new QueueLeases(queue, watch, slots, undelivered::contains);
    private final Task task = Samples.task("t1");
    private final QueueEntry entry = ScriptedQueue.entry("1-1", "t1");

    @BeforeEach
    void redisWorks() {
        watch.answered();
    }

    @Test
    void aTaskThatWasTakenKeepsItsEntryUntilItIsSettled() {
        slots.reserve(task, Decision.run(null));
        assertThat(leases.hold(entry, task, LIMIT)).isTrue();
        leases.offered(task);
        assertThat(leases.holds("1-1")).isTrue();
        assertThat(queue.done).isEmpty();

        leases.settled(task);
        leases.settled(task);
        leases.giveBack(task);

        assertThat(queue.done).containsExactly("acknowledge 1-1");
        assertThat(leases.holds("1-1")).isFalse();
    }

    @Test
    void aTaskThatWasNotTakenIsLeftOnItsStream() {
        leases.hold(entry, task, LIMIT);
        leases.offered(task);

        assertThat(queue.done).containsExactly("give back 1-1");
        assertThat(leases.holds("1-1")).isFalse();
    }

    @Test
    void anEntryThatComesAgainIsHeldOnceAndEachEntryOfATaskIsSettled() {
        leases.hold(entry, task, LIMIT);
        leases.hold(entry, task, LIMIT);
        leases.hold(ScriptedQueue.entry("1-2", "t1"), task, LIMIT);

        leases.settled(task);

        assertThat(queue.done).containsExactlyInAnyOrder("acknowledge 1-1", "acknowledge 1-2");
    }

    @Test
    void aTaskWithoutAnEntryNeedsNothing() {
        leases.offered(task);
        leases.settled(task);
        leases.refused(task, answer(409));

        assertThat(leases.verdict(task)).isNull();
        assertThat(queue.done).isEmpty();
    }

    @Test
    void aTaskWhoseOutcomeIsOnItsWayIsSettledAtOnce() {
        undelivered.add("t1");

        assertThat(leases.hold(entry, task, LIMIT)).isFalse();

        assertThat(queue.done).containsExactly("acknowledge 1-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "completed", "failed", "cancelled", ""})
    void aTaskThatIsNotPendingIsSettledAtOnce(String status) {
        Task other = new Task("t1", "cb1", "", "", "build", status, 0, null, null, null, null, 0);

        assertThat(leases.hold(entry, other, LIMIT)).isFalse();

        assertThat(queue.done).containsExactly("acknowledge 1-1");
    }

    @Test
    void aTaskThatThreeWorkersDidNotSurviveIsSetAsideOnceItHasFailed() {
        leases.hold(ScriptedQueue.entry("1-1", "cb1", "t1", LIMIT), task, LIMIT);
        assertThat(leases.verdict(task)).isNull();

        assertThat(leases.hold(ScriptedQueue.entry("1-1", "cb1", "t1", LIMIT + 1), task, LIMIT)).isTrue();
        String verdict = "given up: 3 workers that were given the task ended before it was done";
        assertThat(leases.verdict(task)).isEqualTo(verdict);
        leases.settled(task);

        assertThat(queue.done).containsExactly("set aside 1-1: " + verdict);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 410})
    void aTaskThatTheServerGivesToNobodyIsSettled(int status) {
        leases.hold(entry, task, LIMIT);
        leases.refused(task, answer(status));

        assertThat(queue.done).containsExactly("acknowledge 1-1");
    }

    @Test
    void aTaskThatIsAnothersStaysForThem() {
        leases.hold(entry, task, LIMIT);
        leases.refused(task, answer(403));
        leases.giveBack(task);

        assertThat(queue.done).containsExactly("give back 1-1");
    }

    @Test
    void aSpoiledEntryIsSetAsideWithItsOwnReason() {
        leases.spoiled(entry, new IllegalStateException("wrapped", new BadEntryException("its task is no JSON")));

        assertThat(queue.done).containsExactly("set aside 1-1: its task is no JSON");
    }

    @Test
    void whatIsHeldIsRenewed() {
        leases.hold(entry, task, LIMIT);
        leases.hold(ScriptedQueue.entry("2-1", "t2"), Samples.task("t2"), LIMIT);

        leases.renew();

        assertThat(queue.done).containsExactlyInAnyOrder("renew 1-1", "renew 2-1");
    }

    @Test
    void whatRedisCannotBeToldIsToldOnceItAnswersAgain() {
        leases.hold(entry, task, LIMIT);
        queue.away = true;
        leases.settled(task);
        leases.spoiled(ScriptedQueue.entry("2-1", "t2"), new BadEntryException("no"));
        assertThat(watch.isWorking()).isFalse();

        queue.away = false;
        leases.renew();
        assertThat(queue.done).as("while nobody knows that it is back").isEmpty();

        watch.answered();
        leases.renew();
        leases.renew();
        assertThat(queue.done).containsExactly("acknowledge 1-1", "set aside 2-1: no");
    }

    @Test
    void aSecondFaultInBetweenLosesNothing() {
        queue.away = true;
        leases.hold(entry, task, LIMIT);
        leases.settled(task);
        leases.spoiled(ScriptedQueue.entry("2-1", "t2"), new BadEntryException("no"));
        watch.answered();
        leases.renew();
        assertThat(watch.isWorking()).isFalse();

        queue.away = false;
        watch.answered();
        leases.renew();

        assertThat(queue.done).containsExactlyInAnyOrder("acknowledge 1-1", "set aside 2-1: no");
    }

    @Test
    void atTheEndAllIsLeftToOthers() {
        leases.hold(entry, task, LIMIT);
        queue.away = true;
        leases.spoiled(ScriptedQueue.entry("2-1", "t2"), new BadEntryException("no"));
        queue.away = false;
        watch.answered();

        leases.close();

        assertThat(queue.done).containsExactly("set aside 2-1: no", "give back 1-1");
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://x", status, "", null, Map.of(), "");
    }
}
