/**
 * The commands {@code agentmesh worker}, {@code serve}, {@code demo} and {@code doctor}, and the conversion of errors
 * to a sentence and an exit code. Begin with {@link io.agentmesh.cli.AgentMesh}. Commands read flags and delegate: no
 * rule may stand here.
 */
package io.agentmesh.cli;
