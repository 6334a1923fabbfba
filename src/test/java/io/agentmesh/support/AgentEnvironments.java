package io.agentmesh.support;

import java.util.List;
import java.util.Map;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.OpenCodeEnvironment;

/** Environments of agents as a worker makes them with its usual settings. */
public final class AgentEnvironments {

    private AgentEnvironments() {
    }

    /**
     * @param variables the worker's own
     * @param token     a secret of the worker's, or null
     * @param config    of OpenCode, a JSON object
     */
    public static AgentEnvironment of(Map<String, String> variables, String token, String config) {
        return OpenCodeEnvironment.of(variables, List.of(), token == null ? List.of() : List.of(token), config);
    }
}
