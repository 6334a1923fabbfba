/**
 * What people and programs see of the worker: logs, health checks, observers of its tasks. Begin with {@link
 * io.agentmesh.worker.observe.TaskLog} and {@link io.agentmesh.worker.observe.WorkerHealth}. Nothing here may change
 * what the worker does.
 */
package io.agentmesh.worker.observe;
