/**
 * Tasks, outcomes and the pure rules about them, as in the HTTP contract. Begin with {@link io.agentmesh.task.Task} and
 * {@link io.agentmesh.task.Outcome}. No Camel and no I/O may come in.
 */
package io.agentmesh.task;
