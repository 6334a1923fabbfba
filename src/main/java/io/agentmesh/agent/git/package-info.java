/**
 * Runs git for the worker itself: snapshots, worktrees, and what a run changed. Begin with {@link
 * io.agentmesh.agent.git.Git}. Nothing here may change the user's own folder, index, branches or stash.
 */
package io.agentmesh.agent.git;
