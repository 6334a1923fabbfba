/**
 * The commands {@code agentmesh worker}, {@code serve}, {@code demo} and {@code doctor}, and how errors become a
 * sentence and an exit code. Begin with {@link io.agentmesh.cli.AgentMesh}. Commands read flags and hand on: no rule
 * may stand here.
 */
package io.agentmesh.cli;
