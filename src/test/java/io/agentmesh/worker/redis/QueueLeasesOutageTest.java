package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.agentmesh.redis.stream.BadEntryException;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.ScriptedQueue;

/** Entries while Redis is unreachable, and at the worker's end. */
class QueueLeasesOutageTest extends QueueLeasesScene {

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
}
