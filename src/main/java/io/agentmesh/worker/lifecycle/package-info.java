/**
 * Start and stop: the state folder, recovery of interrupted runs, readiness, systemd, exit codes. Begin with {@link
 * io.agentmesh.worker.lifecycle.Recovery}. Nothing here claims a new task.
 */
package io.agentmesh.worker.lifecycle;
