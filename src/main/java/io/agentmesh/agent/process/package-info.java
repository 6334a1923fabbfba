/**
 * Processes: started, found again by a restarted worker, watched, and ended with all their children. Begin with
 * {@link io.agentmesh.agent.process.ProcessTree}. Every process that is started here must be ended here.
 */
package io.agentmesh.agent.process;
