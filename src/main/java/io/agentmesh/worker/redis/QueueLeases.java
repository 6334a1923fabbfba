package io.agentmesh.worker.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.redis.stream.BadEntryException;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.redis.stream.TaskQueue;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.Count;
import io.agentmesh.worker.slot.Slots;

/**
 * The entries of Redis that this worker has, until their tasks are settled. A task may have more than one, and most
 * come without any, from a poll: for those nothing is done here.
 */
public class QueueLeases {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLeases.class);
    private static final int FORBIDDEN = 403;

    private final TaskQueue queue;
    private final QueueWatch watch;
    private final Slots slots;
    private final Predicate<String> undelivered;
    private final Map<String, List<Held>> held = new HashMap<>();
    private final List<Runnable> unsettled = new ArrayList<>();
    private volatile boolean hadNoRoom;
    private volatile boolean hasRoomNow;

    /** @param undelivered whether the outcome of the task with this id waits to be sent */
    public QueueLeases(TaskQueue queue, QueueWatch watch, Slots slots, Predicate<String> undelivered) {
        this.queue = queue;
        this.watch = watch;
        this.slots = slots;
        this.undelivered = undelivered;
    }

    /** @param verdict why the task must not be run any more, or null */
    private record Held(QueueEntry entry, String verdict) {
    }

    /**
     * An entry was read, and its task will be offered.
     *
     * @param limit a task that so many workers were given before, and ended before they settled it, isn't run any more
     * @return whether an offer has any sense: a task that is done, or isn't pending, is settled at once
     */
    public boolean hold(QueueEntry entry, Task task, int limit) {
        String verdict = entry.deliveries() <= limit ? null
                : "given up: " + Count.of(limit, "worker that was", "workers that were")
                        + " given the task ended before it was done";
        synchronized (this) {
            List<Held> entries = held.computeIfAbsent(task.id(), id -> new ArrayList<>());
            entries.removeIf(known -> known.entry().id().equals(entry.id()));
            entries.add(new Held(entry, verdict));
        }
        if (isSettled(task)) {
            settled(task);
            return false;
        }
        return true;
    }

    /** Whether nothing is to be done for the task any more: its outcome is on its way, or it isn't pending. */
    boolean isSettled(Task task) {
        return undelivered.test(task.id()) || !task.isPending();
    }

    /** The task was offered: where it wasn't taken, its entry is left to whoever may run it, this worker later too. */
    public void offered(Task task) {
        if (!slots.tasks().contains(task.id())) {
            leave(task);
            hadNoRoom = true;
        }
    }

    /** The task's outcome is safe: its entries go, and that of a deadly one is kept apart. */
    public void settled(Task task) {
        for (Held one : release(task)) {
            settle(one.verdict() == null ? () -> queue.acknowledge(one.entry())
                    : () -> queue.deadLetter(one.entry(), one.verdict()));
        }
    }

    /** The server gives the task to nobody, or has given it to another; a 403 leaves it to the codebase's owner. */
    public void refused(Task task, HttpOperationFailedException answer) {
        if (answer.getStatusCode() != FORBIDDEN) {
            release(task).forEach(one -> settle(() -> queue.acknowledge(one.entry())));
        }
    }

    /** The task's slot is about to be free again; an entry that isn't settled is left as after an offer. */
    public void giveBack(Task task) {
        leave(task);
        hasRoomNow = hadNoRoom;
    }

    private void leave(Task task) {
        release(task).forEach(one -> settle(() -> queue.release(one.entry())));
    }

    /**
     * Whether an entry was left since this was last so, and then a task was over that may have been in its way. One
     * that was left for another reason isn't looked for at once: that would go on without a pause.
     */
    boolean mayHaveRoomNow() {
        boolean now = hasRoomNow;
        if (now) {
            hasRoomNow = false;
            hadNoRoom = false;
        }
        return now;
    }

    /** An entry that can never be run is put aside, and the stream goes on. */
    public void spoiled(QueueEntry entry, Throwable failure) {
        Throwable reason = failure;
        while (!(reason instanceof BadEntryException) && reason.getCause() != null) {
            reason = reason.getCause();
        }
        String sentence = reason.getMessage();
        LOG.warn("entry {} is set aside: {}", entry, sentence);
        settle(() -> queue.deadLetter(entry, sentence));
    }

    /** Why a task must not be run any more, or null. */
    public synchronized String verdict(Task task) {
        return held.getOrDefault(task.id(), List.of()).stream().map(Held::verdict).filter(Objects::nonNull).findFirst()
                .orElse(null);
    }

    public boolean holds(String entryId) {
        return entries().stream().anyMatch(entry -> entry.id().equals(entryId));
    }

    /** Tells Redis that this worker still has its entries, and what it couldn't be told before. */
    public void renew() {
        if (watch.isWorking()) {
            takeUnsettled().forEach(this::settle);
            entries().forEach(queue::renew);
        }
    }

    /** Leaves all entries to others: the worker stops, and what still has one wasn't begun. */
    void close() {
        takeUnsettled().forEach(this::settle);
        entries().forEach(entry -> settle(() -> queue.release(entry)));
    }

    /** What Redis can't be told now it is told later; the task itself is none the worse for it. */
    private void settle(Runnable step) {
        try {
            if (watch.isWorking()) {
                step.run();
                return;
            }
        } catch (RuntimeException e) {
            watch.failed(e);
        }
        synchronized (this) {
            unsettled.add(step);
        }
    }

    private synchronized List<Runnable> takeUnsettled() {
        List<Runnable> steps = List.copyOf(unsettled);
        unsettled.clear();
        return steps;
    }

    private synchronized List<QueueEntry> entries() {
        return held.values().stream().flatMap(List::stream).map(Held::entry).toList();
    }

    private synchronized List<Held> release(Task task) {
        List<Held> entries = held.remove(task.id());
        return entries == null ? List.of() : entries;
    }
}
