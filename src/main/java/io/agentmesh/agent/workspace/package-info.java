/**
 * Folders that agents work in: git repositories and the agent's environment. Begin with {@link
 * io.agentmesh.agent.workspace.Repository}. Nothing here may change a user's files.
 */
package io.agentmesh.agent.workspace;
