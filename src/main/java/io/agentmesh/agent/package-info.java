/**
 * What all parts of running an agent share: a run's files, its journal and its environment. Begin with {@link
 * io.agentmesh.agent.RunFolder}. No agent's own language may come in: that is what {@code opencode} is for.
 */
package io.agentmesh.agent;
