/**
 * Runs of agents from start to outcome. Begin with {@link io.agentmesh.agent.run.AgentExecutor}, which camel-exec
 * calls. Nothing here may call the server.
 */
package io.agentmesh.agent.run;
