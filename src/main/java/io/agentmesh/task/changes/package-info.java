/**
 * What a task changed in its git repository, as data. Begin with {@link io.agentmesh.task.changes.Changes}. No git is
 * run here: that is {@code agent.git}'s.
 */
package io.agentmesh.task.changes;
