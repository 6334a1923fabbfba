/**
 * Metrics of the worker, by Micrometer. Begin with {@link io.agentmesh.worker.metrics.WorkerMetrics}. No name from
 * outside may become a label without a bound.
 */
package io.agentmesh.worker.metrics;
