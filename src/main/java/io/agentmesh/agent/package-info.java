/**
 * What all parts of running an agent share: a run's files, its journal and its environment. Begin with {@link
 * io.agentmesh.agent.RunFolder}. Nothing specific to one agent may come in: that belongs to {@code opencode}.
 */
package io.agentmesh.agent;
