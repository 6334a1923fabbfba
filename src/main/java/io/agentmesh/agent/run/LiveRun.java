package io.agentmesh.agent.run;

import java.util.concurrent.atomic.AtomicReference;

import io.agentmesh.agent.TerminationReason;

/** A run whose agent is at work, with the request to end it, if any. */
final class LiveRun {

    private final String taskId;
    private final AtomicReference<TerminationReason> reason = new AtomicReference<>();

    LiveRun(String taskId) {
        this.taskId = taskId;
    }

    String taskId() {
        return taskId;
    }

    /** The first reason counts. */
    void end(TerminationReason why) {
        reason.compareAndSet(null, why);
    }

    /** Why the run is to end, or null. */
    TerminationReason reason() {
        return reason.get();
    }
}
