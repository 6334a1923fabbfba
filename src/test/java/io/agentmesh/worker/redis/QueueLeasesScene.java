package io.agentmesh.worker.redis;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;

import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Task;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.ScriptedQueue;
import io.agentmesh.worker.TestClock;
import io.agentmesh.worker.slot.Slots;

/** Entries that a worker has, and a scripted Redis. */
abstract class QueueLeasesScene {

    static final int LIMIT = 3;

    final ScriptedQueue queue = new ScriptedQueue();
    final QueueWatch watch = new QueueWatch("redis", new TestClock());
    final Slots slots = new Slots(2);
    final Set<String> undelivered = new HashSet<>();
    final QueueLeases leases = new QueueLeases(queue, watch, slots, undelivered::contains);
    final Task task = Samples.task("t1");
    final QueueEntry entry = ScriptedQueue.entry("1-1", "t1");

    @BeforeEach
    void redisWorks() {
        watch.answered();
    }
}
