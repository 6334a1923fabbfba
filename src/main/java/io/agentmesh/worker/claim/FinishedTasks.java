package io.agentmesh.worker.claim;

import java.util.LinkedHashMap;
import java.util.Map;

import io.agentmesh.task.Task;

/**
 * When tasks were over here, so that none is taken again from a list that was asked for before: another call of the round
 * may hold up its end for seconds, and a classic server says yes to every claim.
 */
public final class FinishedTasks {

    /** As many as end in the time that a list may be under way. */
    private static final int MOST = 10_000;

    private final Map<String, Long> ends = new LinkedHashMap<>();

    /** Before the slot of the task is free: who gets that then finds the end. */
    public synchronized void ended(Task task) {
        ends.remove(task.id());
        ends.put(task.id(), System.nanoTime());
        if (ends.size() > MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /** When a list is asked for. */
    public long now() {
        return System.nanoTime();
    }

    /**
     * Whether a task was over here since the list with it was asked for.
     *
     * @param asked from {@link #now}, or null where it came from no list
     */
    public synchronized boolean isOver(Task task, Long asked) {
        Long end = ends.get(task.id());
        return asked != null && end != null && end - asked >= 0;
    }
}
