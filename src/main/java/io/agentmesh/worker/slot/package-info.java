/**
 * Resources of runs: slots, threads, folders, disk and memory. Begin with {@link io.agentmesh.worker.slot.Slots}.
 * Nothing here may call the server.
 */
package io.agentmesh.worker.slot;
