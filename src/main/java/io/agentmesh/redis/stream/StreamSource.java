package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;

/** How new entries are read for one consumer, which differs with the kind of Redis. Every group is there already. */
interface StreamSource {

    /** What is there now: one entry a stream, in the order of {@code codebases}, and at most {@code most}. */
    List<QueueEntry> present(List<String> codebases, int max);

    /**
     * Waits for the first entry.
     *
     * @return empty where none came in time, or {@link #wake} or {@link #stop} ended the wait
     */
    List<QueueEntry> await(List<String> codebases, int max, Duration wait);

    /** Ends a wait that goes on, or else the next one. */
    void wake();

    /** Ends a wait that goes on, and each later one at once. */
    void stop();

    boolean isStopped();
}
