package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.redis.stream.NoQueue;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Slots;

/** When an entry that was left is worth another look before its time. */
class QueueLeasesTest {

    private final QueueLeases leases = new QueueLeases(new NoQueue(), new QueueWatch("redis", Clock.systemUTC()),
            new Slots(1), id -> false);

    @Test
    void anEntryThatHadNoRoomIsLookedForOnceATaskIsOver() throws Exception {
        offer("left");
        assertThat(leases.takeUnblocked()).isFalse();

        leases.giveBack(task("another"));

        assertThat(leases.takeUnblocked()).isTrue();
        assertThat(leases.takeUnblocked()).isFalse();
        leases.giveBack(task("another"));
        assertThat(leases.takeUnblocked()).isFalse();
    }

    @Test
    void anEntryWhoseTaskWasNotClaimedIsNotLookedForAtOnce() throws Exception {
        leases.hold(entry("refused"), task("refused"), 3);

        leases.giveBack(task("refused"));

        assertThat(leases.takeUnblocked()).isFalse();
    }

    @Test
    void anEntryThatIsLeftAgainAndAgainIsNotLookedForWithoutAPause() throws Exception {
        offer("left");
        offer("left");

        assertThat(leases.takeUnblocked()).isFalse();
    }

    private void offer(String id) throws Exception {
        leases.hold(entry(id), task(id), 3);
        leases.offered(task(id));
    }

    private static QueueEntry entry(String id) {
        return new QueueEntry("cb1", "1-1", Map.of("task", id), 1);
    }

    private static Task task(String id) throws Exception {
        return new ObjectMapper().readValue("{\"id\": \"" + id + "\", \"codebase_id\": \"cb1\", \"status\": \"pending\"}",
                Task.class);
    }
}
