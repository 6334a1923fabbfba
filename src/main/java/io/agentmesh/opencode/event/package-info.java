/**
 * What OpenCode writes: its events, its log, and how a run of it ended. Begin with {@link
 * io.agentmesh.opencode.event.EventSummary}. Nothing here may start a process.
 */
package io.agentmesh.opencode.event;
