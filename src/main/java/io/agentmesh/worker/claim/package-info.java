/**
 * The journal of the tasks that this worker has claimed, and the rules about leases and crashes. Begin with {@link
 * io.agentmesh.worker.claim.Claims}. Nothing here may start or end a process by itself.
 */
package io.agentmesh.worker.claim;
