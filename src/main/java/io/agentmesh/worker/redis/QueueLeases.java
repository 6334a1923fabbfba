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
 * The entries of Redis that this worker has, until their tasks have ended. A task may have several; most have none, as
 * they come from a poll, and are ignored here.
 */
public class QueueLeases {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLeases.class);
    private static final int FORBIDDEN = 403;

    private final TaskQueue queue;
    private final QueueWatch watch;
    private final Slots slots;
    private final Predicate<String> undelivered;
    private final Map<String, List<LeasedEntry>> leased = new HashMap<>();
    private final List<Runnable> failedSteps = new ArrayList<>();
    private volatile boolean wasBlocked;
    private volatile boolean isUnblocked;

    /** @param undelivered whether the outcome of the task with this id waits to be sent */
    public QueueLeases(TaskQueue queue, QueueWatch watch, Slots slots, Predicate<String> undelivered) {
        this.queue = queue;
        this.watch = watch;
        this.slots = slots;
        this.undelivered = undelivered;
    }

    /** @param deadReason why the task must not run any more, or null */
    private record LeasedEntry(QueueEntry entry, String deadReason) {
    }

    /**
     * An entry was read, and its task will be offered.
     *
     * @param limit deliveries after which a task isn't run any more, as so many workers ended before it did
     * @return whether to offer the task: one that has ended, or isn't pending, is acknowledged at once
     */
    public boolean hold(QueueEntry entry, Task task, int limit) {
        String deadReason = entry.deliveries() <= limit ? null
                : "given up: " + Count.of(limit, "worker that was", "workers that were")
                        + " given the task ended before it was done";
        synchronized (this) {
            List<LeasedEntry> entries = leased.computeIfAbsent(task.id(), id -> new ArrayList<>());
            entries.removeIf(known -> known.entry().id().equals(entry.id()));
            entries.add(new LeasedEntry(entry, deadReason));
        }
        if (isDone(task)) {
            settled(task);
            return false;
        }
        return true;
    }

    /** Whether nothing remains to be done: the task's outcome is in the outbox, or it isn't pending. */
    boolean isDone(Task task) {
        return undelivered.test(task.id()) || !task.isPending();
    }

    /** The task was offered: if it wasn't claimed, its entry is released to any worker, this one included. */
    public void offered(Task task) {
        if (!slots.tasks().contains(task.id())) {
            releaseAll(task);
            wasBlocked = true;
        }
    }

    /** The task's outcome is stored: acknowledges its entries, or moves one beyond the limit to the dead letters. */
    public void settled(Task task) {
        for (LeasedEntry one : release(task)) {
            perform(one.deadReason() == null ? () -> queue.acknowledge(one.entry())
                    : () -> queue.deadLetter(one.entry(), one.deadReason()));
        }
    }

    /** The server has refused the claim for good; a 403 releases the entry to the codebase's owner. */
    public void refused(Task task, HttpOperationFailedException answer) {
        if (answer.getStatusCode() != FORBIDDEN) {
            release(task).forEach(one -> perform(() -> queue.acknowledge(one.entry())));
        }
    }

    /** The task's slot becomes free; an entry that isn't acknowledged is released. */
    public void giveBack(Task task) {
        releaseAll(task);
        isUnblocked = wasBlocked;
    }

    private void releaseAll(Task task) {
        release(task).forEach(one -> perform(() -> queue.release(one.entry())));
    }

    /**
     * Whether an entry was released since the last call, and then a task has ended that may have blocked it. An entry
     * released for another reason isn't searched for at once: that would loop without a pause.
     */
    boolean takeUnblocked() {
        boolean now = isUnblocked;
        if (now) {
            isUnblocked = false;
            wasBlocked = false;
        }
        return now;
    }

    /** An entry that can never be run becomes a dead letter. */
    public void spoiled(QueueEntry entry, Throwable failure) {
        Throwable reason = failure;
        while (!(reason instanceof BadEntryException) && reason.getCause() != null) {
            reason = reason.getCause();
        }
        String sentence = reason.getMessage();
        LOG.warn("entry {} is set aside: {}", entry, sentence);
        perform(() -> queue.deadLetter(entry, sentence));
    }

    /** Why a task must not run any more, or null. */
    public synchronized String deadReason(Task task) {
        return leased.getOrDefault(task.id(), List.of()).stream().map(LeasedEntry::deadReason).filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public boolean holds(String entryId) {
        return entries().stream().anyMatch(entry -> entry.id().equals(entryId));
    }

    /** Renews the leases of the entries in Redis, and retries failed acknowledgements. */
    public void renew() {
        if (watch.isWorking()) {
            takeFailedSteps().forEach(this::perform);
            entries().forEach(queue::renew);
        }
    }

    /** Releases all entries: the worker stops, and their tasks haven't begun. */
    void close() {
        takeFailedSteps().forEach(this::perform);
        entries().forEach(entry -> perform(() -> queue.release(entry)));
    }

    /** Retries the step once Redis is reachable again; the task itself isn't affected. */
    private void perform(Runnable step) {
        try {
            if (watch.isWorking()) {
                step.run();
                return;
            }
        } catch (RuntimeException e) {
            watch.failed(e);
        }
        synchronized (this) {
            failedSteps.add(step);
        }
    }

    private synchronized List<Runnable> takeFailedSteps() {
        List<Runnable> steps = List.copyOf(failedSteps);
        failedSteps.clear();
        return steps;
    }

    private synchronized List<QueueEntry> entries() {
        return leased.values().stream().flatMap(List::stream).map(LeasedEntry::entry).toList();
    }

    private synchronized List<LeasedEntry> release(Task task) {
        List<LeasedEntry> entries = leased.remove(task.id());
        return entries == null ? List.of() : entries;
    }
}
