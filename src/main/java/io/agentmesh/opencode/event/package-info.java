/**
 * OpenCode's output: its events, its log, and the outcome of a run. Begin with {@link
 * io.agentmesh.opencode.event.EventSummary}. Nothing here may start a process.
 */
package io.agentmesh.opencode.event;
