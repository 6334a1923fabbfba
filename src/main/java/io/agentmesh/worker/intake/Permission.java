package io.agentmesh.worker.intake;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;

/** What this worker's own settings say about a task that is its own. */
public final class Permission {

    private final Policy policy;
    private final Codebases codebases;

    public Permission(Policy policy, Codebases codebases) {
        this.policy = policy;
        this.codebases = codebases;
    }

    /**
     * Whether the task is to be claimed. What the policy forbids isn't where another worker may be less strict; where
     * there is none, it is claimed in order to fail with the reason, so that nobody waits for ever.
     */
    public boolean isAllowed(Task task) {
        return objection(task) == null || !codebases.isShared(task.codebaseId());
    }

    /** @return why the task isn't run here, or null */
    String objection(Task task) {
        return Registrations.is(task) && !task.codebaseId().equals(Ids.GLOBAL) ? null : policy.objection(task);
    }
}
