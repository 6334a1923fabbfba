/**
 * Contracts for integrators: hooks, and the reload of routes. Begin with {@link io.agentmesh.worker.extend.Hooks} and
 * {@link io.agentmesh.worker.extend.HookCopy}. A hook must never reach more of a task than docs/customising.md says.
 */
package io.agentmesh.worker.extend;
