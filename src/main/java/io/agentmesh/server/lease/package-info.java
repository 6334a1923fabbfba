/**
 * Which running tasks count as lost, and which finished ones are deleted. Begin with {@link
 * io.agentmesh.server.lease.Leases}. The statements themselves belong to the routes.
 */
package io.agentmesh.server.lease;
