/**
 * OpenTelemetry traces of the worker's tasks. Begin with {@link io.agentmesh.worker.traces.WorkerTraces}. Nothing here
 * may delay or fail a task.
 */
package io.agentmesh.worker.traces;
