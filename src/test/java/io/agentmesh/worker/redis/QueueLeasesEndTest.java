package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Task;
import io.agentmesh.worker.ScriptedQueue;
import io.agentmesh.worker.slot.Decision;

/** What becomes of an entry when its task ends. */
class QueueLeasesEndTest extends QueueLeasesScene {

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

        assertThat(leases.deadReason(task)).isNull();
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
        assertThat(leases.deadReason(task)).isNull();

        assertThat(leases.hold(ScriptedQueue.entry("1-1", "cb1", "t1", LIMIT + 1), task, LIMIT)).isTrue();
        String deadReason = "given up: 3 workers that were given the task ended before it was done";
        assertThat(leases.deadReason(task)).isEqualTo(deadReason);
        leases.settled(task);

        assertThat(queue.done).containsExactly("set aside 1-1: " + deadReason);
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

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://x", status, "", null, Map.of(), "");
    }
}
