package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that wait on the streams of Redis, as one worker sees them (contract, section "Redis"). An entry that was
 * read stays on the worker's list of pending ones until it is {@linkplain #acknowledge acknowledged}.
 *
 * <p>Every call but {@link #wake} and {@link #stopReading} fails with an exception while Redis is away.
 */
public interface TaskQueue extends AutoCloseable {

    /**
     * Reads what no worker has read yet; the oldest of each stream first.
     *
     * @param codebases whose streams are read
     * @param max      at most so many; one of each stream more where several come in the moment of waiting
     * @param wait      the longest to wait for the first one
     */
    List<QueueEntry> read(List<String> codebases, int max, Duration wait);

    /** Ends the wait of a {@link #read} that goes on now, or else of the next one. */
    void wake();

    /** Ends a wait of {@link #read} now, and each later one at once. */
    void stopReading();

    /**
     * Fails where Redis can't be written, such as a replica, or one without memory: then nothing new gets there either.
     */
    void check();

    /**
     * What is left on streams: what this worker has read and not acknowledged, as in an earlier life, and what nobody
     * has kept fresh for a while.
     *
     * @param idle how long another worker's entry must not have been renewed
     * @param max at most so many of either kind from each stream
     */
    List<AbandonedEntry> left(List<String> codebases, Duration idle, int max);

    /** The entry as it stands on its stream, without taking it; nothing where it is gone. */
    Optional<QueueEntry> look(AbandonedEntry entry);

    /**
     * Makes an entry this worker's, and counts that as a delivery.
     *
     * @param idle as for {@link #left}: one that somebody else was faster with isn't taken
     * @return whether it is this worker's now
     */
    boolean take(AbandonedEntry entry, Duration idle);

    /** Says that this worker still has an entry; one that another took over meanwhile stays there. */
    void renew(QueueEntry entry);

    /** The entry is settled: it leaves the stream. */
    void acknowledge(QueueEntry entry);

    /**
     * Leaves an entry to whoever may run it: it counts as long left, and its delivery as none. Nothing happens to one
     * that another took over meanwhile.
     */
    void giveBack(QueueEntry entry);

    /** Notes that an entry was taken from another worker; kept until the entry is settled. */
    void noteTaken(QueueEntry entry, String fromWorker);

    /** Puts an entry on the stream of dead ones with the reason and its history, then acknowledges it. */
    void setAside(QueueEntry entry, String reason);

    @Override
    void close();
}
