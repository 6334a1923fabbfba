/**
 * Tasks, outcomes and the pure rules about them, as the HTTP contract has them. Begin with {@link
 * io.agentmesh.task.Task} and {@link io.agentmesh.task.Outcome}. No Camel and no I/O may come in.
 */
package io.agentmesh.task;
