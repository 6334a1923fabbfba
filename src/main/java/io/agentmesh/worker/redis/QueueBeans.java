package io.agentmesh.worker.redis;

import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.stream.EntryReader;
import io.agentmesh.redis.stream.NoQueue;
import io.agentmesh.redis.stream.RedisQueue;
import io.agentmesh.redis.stream.TaskQueue;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.slot.Slots;

/** The objects of the routes for Redis; where no Redis is configured they do nothing. */
public final class QueueBeans {

    public final QueueWatch watch;
    public final QueueLeases leases;

    private final TaskQueue queue;
    private final WorkerSettings settings;
    private final Slots slots;
    private final Clock clock;

    /**
     * @param redis       or null, where none is configured
     * @param undelivered whether the outcome of the task with this id waits to be sent
     */
    public QueueBeans(WorkerSettings settings, RedisConnection redis, Slots slots, Predicate<String> undelivered,
            Clock clock) {
        this.settings = settings;
        this.slots = slots;
        this.clock = clock;
        queue = redis == null ? new NoQueue() : new RedisQueue(redis, settings.workerId(),
                settings.redisUrl().kind() == RedisUrl.Kind.CLUSTER, clock);
        watch = new QueueWatch(String.valueOf(settings.redisUrl()), clock);
        leases = new QueueLeases(queue, watch, slots, undelivered);
    }

    /** Beans by name. */
    public void putInto(Map<String, Object> beans, SubscribedStreams streams, Acceptance acceptance) {
        beans.put("queueWatch", watch);
        beans.put("queueLeases", leases);
        beans.put("entryReader", new EntryReader());
        beans.put("queueReader", new QueueReader(queue, watch, streams, slots));
        beans.put("leftEntries", new AbandonedEntries(queue, streams, leases, acceptance, slots, clock));
    }

    /** Reads no more entries. */
    public void stopReading() {
        queue.stopReading();
    }

    /** Releases the entries of tasks that haven't begun. */
    public void close() {
        leases.close();
        watch.close();
        queue.close();
    }
}
