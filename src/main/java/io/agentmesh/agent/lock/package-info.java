/**
 * Locks that keep two runs out of one folder, on the whole machine. Begin with {@link
 * io.agentmesh.agent.lock.FolderLocks}. A lock must outlive a worker that is killed for as long as its run goes on.
 */
package io.agentmesh.agent.lock;
