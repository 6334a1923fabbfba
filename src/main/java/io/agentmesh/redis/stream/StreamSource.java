package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;

/** Reads new entries for one consumer, depending on the kind of Redis. All groups exist already. */
interface StreamSource {

    /** The current entries: one a stream, in the order of {@code codebases}, at most {@code max}. */
    List<QueueEntry> present(List<String> codebases, int max);

    /**
     * Waits for the first entry.
     *
     * @return empty at the timeout, or where {@link #wake} or {@link #stop} ended the wait
     */
    List<QueueEntry> await(List<String> codebases, int max, Duration wait);

    /** Ends the current wait, or else the next one. */
    void wake();

    /** Ends the current wait, and each later one at once. */
    void stop();

    boolean isStopped();
}
