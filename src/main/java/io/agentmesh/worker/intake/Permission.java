package io.agentmesh.worker.intake;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;

/** Applies the worker's own policy to its tasks. */
public final class Permission {

    private final Policy policy;
    private final Codebases codebases;

    public Permission(Policy policy, Codebases codebases) {
        this.policy = policy;
        this.codebases = codebases;
    }

    /**
     * Whether to claim the task. A forbidden one isn't claimed where another worker may allow it; otherwise it is
     * claimed and fails with the reason, so that nobody waits for ever.
     */
    public boolean isAllowed(Task task) {
        return objection(task) == null || !codebases.isShared(task.codebaseId());
    }

    /** @return why the task isn't run here, or null */
    String objection(Task task) {
        return Registrations.is(task) && !task.codebaseId().equals(Ids.GLOBAL) ? null : policy.objection(task);
    }
}
