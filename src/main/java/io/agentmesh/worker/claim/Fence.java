package io.agentmesh.worker.claim;

import java.util.List;

import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.LogNames;
import io.agentmesh.task.Task;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Slots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks in time that the server is about to assign to another worker, so that no two run in one codebase. They are
 * released; tasks that only this worker can run go on.
 */
public class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final TerminationReason LEASE_OVER = TerminationReason.released(
            "the server did not answer for so long that it may give the task to another worker");

    private final Slots slots;
    private final Codebases codebases;
    private final Runs runs;

    public Fence(Slots slots, Codebases codebases, Runs runs) {
        this.slots = slots;
        this.codebases = codebases;
        this.runs = runs;
    }

    /** The running tasks that others could run, too, and that aren't ending already. */
    public List<String> tasks() {
        return slots.running().stream().filter(task -> codebases.isShared(task.codebaseId())).map(Task::id)
                .filter(id -> !runs.isToEnd(id)).toList();
    }

    public void end(String taskId) {
        String codebase = slots.running().stream().filter(task -> task.id().equals(taskId)).map(Task::codebaseId)
                .findFirst().orElse(null);
        try (LogNames names = LogNames.of(taskId, codebase)) {
            LOG.warn("task {} is ended: {}", taskId, LEASE_OVER.sentence());
            runs.end(taskId, LEASE_OVER);
        }
    }
}
