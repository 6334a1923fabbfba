package io.agentmesh.worker.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.redis.stream.TaskQueue;
import io.agentmesh.worker.slot.Slots;

/** Reads the next tasks from Redis, as many as there are free slots. */
public class QueueReader {

    private final TaskQueue queue;
    private final QueueWatch watch;
    private final SubscribedStreams streams;
    private final Slots slots;
    private volatile Set<String> awaited = Set.of();

    public QueueReader(TaskQueue queue, QueueWatch watch, SubscribedStreams streams, Slots slots) {
        this.queue = queue;
        this.watch = watch;
        this.streams = streams;
        this.slots = slots;
    }

    /** @param wait how long to wait; the next call includes codebases that are new */
    public List<QueueEntry> next(Duration wait) {
        List<String> ready = streams.ready();
        awaited = Set.copyOf(ready);
        // The first read after an outage doesn't wait: it shows whether that is over.
        List<QueueEntry> read = queue.read(ready, slots.free(), watch.isWorking() ? wait : Duration.ZERO);
        watch.answered();
        return read;
    }

    /** A task has ended: ends a wait that doesn't include the streams of its codebase. */
    public void wake() {
        if (!awaited.containsAll(streams.ready())) {
            queue.wake();
        }
    }
}
