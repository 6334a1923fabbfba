package io.agentmesh.worker.slot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/**
 * The tasks that run at once, and their folders: at most {@code max_concurrent}, never the same task twice, and one in
 * a codebase. Nested folders exclude each other, since an agent in the outer one may edit the inner one.
 */
public class Slots {

    private final int size;
    private final Map<String, Holder> taken = new HashMap<>();
    private boolean closed;
    private boolean onHold;

    public Slots(int size) {
        this.size = size;
    }

    /**
     * @param folder  or null
     * @param running whether the task was claimed and runs; until then it waits for the answer to the claim
     */
    private record Holder(Task task, Path folder, boolean running) {
    }

    /** Takes a slot for the task where it is this worker's; {@linkplain #release release} it afterwards. */
    public synchronized boolean reserve(Task task, Decision decision) {
        Path folder = decision.folder();
        if (!decision.isOurs() || closed || onHold || taken.size() >= size || taken.containsKey(task.id())
                || !isFree(folder)) {
            return false;
        }
        taken.put(task.id(), new Holder(task, folder, false));
        return true;
    }

    /** Takes a slot for a task that runs already, even beyond the maximum. */
    public synchronized void take(Task task, Path folder) {
        taken.put(task.id(), new Holder(task, folder, true));
    }

    /** Whether the decision still fits the slot: a codebase may have moved meanwhile. */
    public synchronized boolean fits(Task task, Decision decision) {
        Holder slot = taken.get(task.id());
        return slot != null && decision.isOurs() && Objects.equals(slot.folder(), decision.folder());
    }

    /** The claim was granted. @return whether the task may start; false once the worker stops */
    public synchronized boolean begin(Task task) {
        if (closed) {
            return false;
        }
        taken.computeIfPresent(task.id(), (id, slot) -> new Holder(task, slot.folder(), true));
        return true;
    }

    public synchronized void release(Task task) {
        taken.remove(task.id());
        notifyAll();
    }

    /** Whether a task may begin there now. @param folder as for a decision; may be null */
    public synchronized boolean isFree(Path folder) {
        return folder == null || taken.values().stream().noneMatch(other -> overlap(folder, other));
    }

    /** The folders in use by tasks of codebases. */
    public synchronized List<Path> folders() {
        return taken.values().stream().filter(slot -> !slot.task().codebaseId().equals(Ids.GLOBAL)).map(Holder::folder)
                .filter(Objects::nonNull).toList();
    }

    /** Whether a task with that decision would get a slot now. */
    public synchronized boolean hasRoom(Decision decision) {
        return free() > 0 && isFree(decision.folder());
    }

    /** Waits for a free slot. @return whether there is one */
    public synchronized boolean awaitFree(Duration limit) throws InterruptedException {
        return await(() -> free() > 0, limit);
    }

    public synchronized int free() {
        return closed || onHold ? 0 : Math.max(0, size - taken.size());
    }

    /** Whether the task with this id has a slot. */
    public synchronized boolean holds(String taskId) {
        return taken.containsKey(taskId);
    }

    /** Whether no task has a slot. */
    public synchronized boolean isEmpty() {
        return taken.isEmpty();
    }

    public synchronized List<String> tasks() {
        return List.copyOf(taken.keySet());
    }

    /** The claimed tasks that run. */
    public synchronized List<Task> running() {
        return taken.values().stream().filter(Holder::running).map(Holder::task).toList();
    }

    /** Whether the worker stops. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the assignment of slots: no task begins any more. */
    public synchronized void close() {
        closed = true;
    }

    /** Pauses the assignment of slots. */
    public synchronized void hold() {
        onHold = true;
    }

    /** Resumes the assignment of slots. */
    public synchronized void resume() {
        onHold = false;
        notifyAll();
    }

    /** @return whether no task has a slot, not even for its claim */
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        return await(taken::isEmpty, limit);
    }

    /** @return whether no task runs any more */
    public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        return await(() -> taken.values().stream().noneMatch(Holder::running), limit);
    }

    private boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (remaining <= 0) {
                return false;
            }
            wait(remaining);
        }
        return true;
    }

    private static boolean overlap(Path folder, Holder slot) {
        Path other = slot.folder();
        return other != null && (folder.startsWith(other) || other.startsWith(folder));
    }
}
