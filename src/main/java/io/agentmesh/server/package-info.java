/**
 * The AgentMesh server of {@code agentmesh serve}, assembled. Begin with {@link io.agentmesh.server.ServerApp}, then
 * {@link io.agentmesh.server.ServerBeans}, which names every bean that {@code routes/server} uses. No rule about tasks
 * may stand here, and nothing of the worker.
 */
package io.agentmesh.server;
