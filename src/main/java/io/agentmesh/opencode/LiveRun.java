package io.agentmesh.opencode;

import java.util.concurrent.atomic.AtomicReference;

/** A run whose agent is at work, and the wish to end it. */
final class LiveRun {

    private final String taskId;
    private final AtomicReference<Ending> ending = new AtomicReference<>();

    LiveRun(String taskId) {
        this.taskId = taskId;
    }

    String taskId() {
        return taskId;
    }

    /** The first reason counts. */
    void end(Ending reason) {
        ending.compareAndSet(null, reason);
    }

    /** Why it is to be ended, or null. */
    Ending ending() {
        return ending.get();
    }
}
