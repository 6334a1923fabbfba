package io.agentmesh.worker.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.redis.stream.AbandonedEntry;
import io.agentmesh.redis.stream.BadEntryException;
import io.agentmesh.redis.stream.EntryReader;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.redis.stream.TaskQueue;
import io.agentmesh.task.Task;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

/**
 * Finds entries that were read and not acknowledged: those of dead workers, those that couldn't be claimed when they
 * came, and this worker's own from a previous process. Takes over only those that can run now.
 */
public class AbandonedEntries {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedEntries.class);
    private static final int MAX_INSPECTED = 100;

    private final TaskQueue queue;
    private final SubscribedStreams streams;
    private final QueueLeases leases;
    private final Acceptance acceptance;
    private final Slots slots;
    private final EntryReader reader = new EntryReader();
    private final Clock clock;
    private Instant searchedAt = Instant.MIN;

    public AbandonedEntries(TaskQueue queue, SubscribedStreams streams, QueueLeases leases, Acceptance acceptance, Slots slots,
            Clock clock) {
        this.queue = queue;
        this.streams = streams;
        this.leases = leases;
        this.acceptance = acceptance;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * @param pause    between two searches; an additional one follows a task that another had to wait for
     * @param takeover how long another worker must not have renewed its entry
     * @return at most as many as there are free slots
     */
    public List<QueueEntry> find(Duration pause, Duration takeover) {
        List<QueueEntry> found = new ArrayList<>();
        if (isDue(pause)) {
            queue.check();
            for (AbandonedEntry entry : queue.abandoned(streams.ready(), takeover, MAX_INSPECTED)) {
                if (found.size() < slots.free() && !leases.holds(entry.id())) {
                    takeOver(entry, takeover).ifPresent(found::add);
                }
            }
            // After a failure it is due again before anything is read that can't be acknowledged.
            searchedAt = clock.instant();
        }
        return found;
    }

    private boolean isDue(Duration pause) {
        return searchedAt.equals(Instant.MIN) || !clock.instant().isBefore(searchedAt.plus(pause))
                || leases.takeUnblocked();
    }

    private Optional<QueueEntry> takeOver(AbandonedEntry abandoned, Duration takeover) {
        Optional<QueueEntry> entry = queue.peek(abandoned);
        if (entry.isEmpty()) {
            queue.acknowledge(new QueueEntry(abandoned.codebase(), abandoned.id(), Map.of(),
                    abandoned.deliveries()));
            return entry;
        }
        if (!canRun(entry.get()) || !queue.takeOver(abandoned, takeover)) {
            return Optional.empty();
        }
        if (abandoned.deliveries() > 0) {
            LOG.info("entry {} was left by worker {}", entry.get(), abandoned.worker());
            queue.recordTakeover(entry.get(), abandoned.worker());
        }
        return entry;
    }

    /** An unreadable entry is taken over, too, as a dead letter. */
    private boolean canRun(QueueEntry entry) {
        try {
            Task task = reader.read(entry);
            Decision decision = acceptance.decide(task);
            return !decision.kind().equals(Decision.LEAVE) && slots.hasRoom(decision) || leases.isDone(task);
        } catch (BadEntryException e) {
            return true;
        }
    }
}
