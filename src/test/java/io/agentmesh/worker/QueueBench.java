package io.agentmesh.worker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.redis.AbandonedEntries;
import io.agentmesh.worker.redis.QueueLeases;
import io.agentmesh.worker.redis.QueueReader;
import io.agentmesh.worker.redis.QueueWatch;
import io.agentmesh.worker.redis.SubscribedStreams;
import io.agentmesh.worker.slot.Slots;
import io.agentmesh.worker.slot.Decision;

/** What the routes that take tasks from Redis work with, over streams that a test fills. */
final class QueueBench {

    final ScriptedQueue queue = new ScriptedQueue();
    final TestClock clock = new TestClock();
    final QueueWatch watch = new QueueWatch("redis", clock);
    final Slots slots = new Slots(2);
    final Set<String> undelivered = new HashSet<>();
    final QueueLeases leases = new QueueLeases(queue, watch, slots, undelivered::contains);

    QueueBench() {
        watch.answered();
    }

    /** The worker's routes over this, those that only run with Redis among them. */
    RouteBench open(WorkerFixture fixture) {
        fixture.property("worker.redis-routes=true").property("worker.redis-retry=1");
        SubscribedStreams streams = new SubscribedStreams(new Codebases("w1", Map.of(), clock), slots, false);
        Map<String, Object> beans = new HashMap<>();
        beans.put("queueWatch", watch);
        beans.put("queueLeases", leases);
        beans.put("queueReader", new QueueReader(queue, watch, streams, slots));
        beans.put("leftEntries", new AbandonedEntries(queue, streams, leases,
                new Acceptance(task -> null, undelivered::contains, new Codebases("w1", Map.of(), clock), null, null,
                        false, null, clock, (task, folder) -> Decision.run(folder)), slots, clock));
        return new RouteBench(fixture, beans);
    }
}
