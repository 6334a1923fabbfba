package io.agentmesh.task.changes;

/**
 * A commit that a task made.
 *
 * @param id    the whole object id
 * @param title the first line of its message
 */
public record Commit(String id, String title) {
}
