/**
 * Where the agent of a task works: in its codebase's folder, or in a git worktree of its own; and what it changed there.
 * Begin with {@link io.agentmesh.worker.workspace.Worktrees}, whose methods the routes open-workspace and close-workspace
 * call in order. No agent is started here.
 */
package io.agentmesh.worker.workspace;
