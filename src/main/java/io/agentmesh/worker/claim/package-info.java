/**
 * The journal of this worker's claims, and the rules about leases and crashes. Begin with {@link
 * io.agentmesh.worker.claim.Claims}. Nothing here may start or end a process by itself.
 */
package io.agentmesh.worker.claim;
