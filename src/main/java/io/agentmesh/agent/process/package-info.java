/**
 * Processes: started, found again by another life of the worker, watched, and ended with all their children. Begin with
 * {@link io.agentmesh.agent.process.ProcessTree}. No process may be started that nobody ends.
 */
package io.agentmesh.agent.process;
