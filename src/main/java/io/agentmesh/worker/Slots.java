package io.agentmesh.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.agentmesh.task.Task;

/**
 * How many tasks run at once, and where: at most {@code max_concurrent}, never the same task twice, and one in a
 * codebase. Folders within one another exclude each other, since an agent in the outer one may edit the inner one.
 */
public class Slots {

    private final int size;
    private final Map<String, Path> held = new HashMap<>();
    private boolean closed;

    public Slots(int size) {
        this.size = size;
    }

    /** Takes a slot for the task, which must be {@linkplain #release released} then. */
    public synchronized boolean reserve(Task task, Decision decision) {
        Path folder = decision.folder();
        if (closed || held.size() >= size || held.containsKey(task.id())
                || (folder != null && held.values().stream().anyMatch(other -> overlap(folder, other)))) {
            return false;
        }
        held.put(task.id(), folder);
        return true;
    }

    public synchronized void release(Task task) {
        held.remove(task.id());
        notifyAll();
    }

    public synchronized int free() {
        return closed ? 0 : size - held.size();
    }

    public synchronized List<String> tasks() {
        return List.copyOf(held.keySet());
    }

    /** No task gets a slot any more. */
    public synchronized void close() {
        closed = true;
    }

    /** @return whether no task runs any more */
    public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!held.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private static boolean overlap(Path folder, Path other) {
        return other != null && (folder.startsWith(other) || other.startsWith(folder));
    }
}
