package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pending tasks on Redis streams, as one worker sees them (contract, section "Redis"). An entry that was read stays on
 * the worker's list of pending ones until it is {@linkplain #acknowledge acknowledged}.
 *
 * <p>All calls but {@link #wake} and {@link #stopReading} throw while Redis is unreachable.
 */
public interface TaskQueue extends AutoCloseable {

    /**
     * Reads entries that no worker has read, the oldest of each stream first.
     *
     * @param codebases of the streams
     * @param max       maximum number; may be exceeded by one of each stream where several arrive at once
     * @param wait      how long to wait for the first one
     */
    List<QueueEntry> read(List<String> codebases, int max, Duration wait);

    /** Ends the current wait of {@link #read}, or else the next one. */
    void wake();

    /** Ends the current wait of {@link #read}, and each later one at once. */
    void stopReading();

    /**
     * Fails where Redis can't be written, as for a replica or one out of memory: no new tasks arrive there either.
     */
    void check();

    /**
     * Abandoned entries: those that this worker has read and not acknowledged, as in a previous process, and those that
     * their workers no longer renew.
     *
     * @param idle how long another worker's entry must not have been renewed
     * @param max  maximum number of either kind from each stream
     */
    List<AbandonedEntry> abandoned(List<String> codebases, Duration idle, int max);

    /** The current entry, without taking it over; empty where it is gone. */
    Optional<QueueEntry> peek(AbandonedEntry entry);

    /**
     * Takes an entry over, which counts as a delivery.
     *
     * @param idle as for {@link #abandoned}: one that another worker took over meanwhile is left
     * @return whether it is this worker's now
     */
    boolean takeOver(AbandonedEntry entry, Duration idle);

    /** Renews this worker's entry; one that another worker took over meanwhile is left. */
    void renew(QueueEntry entry);

    /** Acknowledges an entry and removes it from the stream. */
    void acknowledge(QueueEntry entry);

    /**
     * Releases an entry: it counts as abandoned, without a delivery. Does nothing to one that another worker took over
     * meanwhile.
     */
    void release(QueueEntry entry);

    /** Records that an entry was taken over; stored until the entry is acknowledged. */
    void recordTakeover(QueueEntry entry, String fromWorker);

    /** Moves an entry to the stream of dead letters, with the reason and its history. */
    void deadLetter(QueueEntry entry, String reason);

    @Override
    void close();
}
