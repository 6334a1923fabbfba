package io.agentmesh.worker;

import java.time.Duration;
import java.util.List;

import io.agentmesh.queue.QueueEntry;
import io.agentmesh.queue.TaskQueue;

/** Reads the next tasks from Redis, as many as there are free slots. */
public class QueueReader {

    private final TaskQueue queue;
    private final OwnStreams streams;
    private final Slots slots;

    public QueueReader(TaskQueue queue, OwnStreams streams, Slots slots) {
        this.queue = queue;
        this.streams = streams;
        this.slots = slots;
    }

    /** @param wait the longest to wait; after that a codebase that is new is waited for too */
    public List<QueueEntry> next(Duration wait) {
        return queue.read(streams.ready(), slots.free(), wait);
    }
}
