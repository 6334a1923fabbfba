/**
 * Calls to the AgentMesh server: limits, pauses, credentials, and what a failure means. Begin with {@link
 * io.agentmesh.worker.client.ServerConnection} and {@link io.agentmesh.worker.client.ServerFault}. No class here may
 * know what a run is.
 */
package io.agentmesh.worker.client;
