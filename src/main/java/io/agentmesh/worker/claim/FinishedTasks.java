package io.agentmesh.worker.claim;

import java.util.LinkedHashMap;
import java.util.Map;

import io.agentmesh.task.Task;

/**
 * Remembers when tasks ended here, so that none is claimed again from an older list: a poll may take seconds, and a
 * classic server grants every claim.
 */
public final class FinishedTasks {

    /** More than may end while a poll is in progress. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<String, Long> ends = new LinkedHashMap<>();

    /** Call it before the task's slot is free, so that whoever gets the slot finds the end. */
    public synchronized void ended(Task task) {
        ends.remove(task.id());
        ends.put(task.id(), System.nanoTime());
        if (ends.size() > MAX_REMEMBERED) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /** The time to pass to {@link #isOver}, taken before a poll. */
    public long now() {
        return System.nanoTime();
    }

    /**
     * Whether a task has ended here since it was listed.
     *
     * @param asked from {@link #now}, or null for a task from no list
     */
    public synchronized boolean isOver(Task task, Long asked) {
        Long end = ends.get(task.id());
        return asked != null && end != null && end - asked >= 0;
    }
}
