package io.agentmesh.task.changes;

/**
 * A branch, tag or stash of the repository that changed while a task ran, other than the task's own branch.
 *
 * @param name   such as {@code refs/heads/main}
 * @param before object id, or null where it is new
 * @param after  object id, or null where it is gone
 */
public record ChangedRef(String name, String before, String after) {
}
