/**
 * The worker, assembled. Begin with {@link io.agentmesh.worker.WorkerApp}, which starts it, then {@link
 * io.agentmesh.worker.RouteBeans}, which names every bean that {@code routes/worker} uses. No rule may stand here, and
 * nothing of the server.
 */
package io.agentmesh.worker;
