package io.agentmesh.settings;

import java.util.List;

/**
 * Which tasks a worker runs, independent of its server; see {@link io.agentmesh.task.Policy}.
 *
 * @param allowedAgents  names, possibly with {@code *}; empty for all
 * @param allowedModels  likewise
 * @param maxPromptBytes in UTF-8
 */
public record PolicySettings(List<String> allowedAgents, List<String> allowedModels, long maxPromptBytes) {

    public PolicySettings {
        allowedAgents = List.copyOf(allowedAgents);
        allowedModels = List.copyOf(allowedModels);
    }
}
