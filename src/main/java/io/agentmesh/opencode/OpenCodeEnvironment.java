package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.EnvironmentRule;

/** The environment of OpenCode: that of any agent, and its configuration, adapted to the codebase. */
public final class OpenCodeEnvironment {

    private static final String OWN_VARIABLES = "OPENCODE_*";

    private OpenCodeEnvironment() {
    }

    /**
     * The environment of agents on a machine with OpenCode.
     *
     * @param variables  the worker's own
     * @param agentEnv   the setting {@code agent_env}, see {@link EnvironmentRule}
     * @param ownSecrets the worker's token and the like, which no inherited variable may hold
     * @param config     see {@link OpenCodeConfig}
     */
    public static AgentEnvironment of(Map<String, String> variables, List<String> agentEnv, Collection<String> ownSecrets,
            String config) {
        List<String> added = new ArrayList<>(agentEnv);
        added.add(OWN_VARIABLES);
        return new AgentEnvironment(variables, new EnvironmentRule(added), ownSecrets, folder -> Map.of(
                "OPENCODE_CONFIG_CONTENT", RepositoryFence.around(config, folder), "OPENCODE_DISABLE_AUTOUPDATE", "1"));
    }

    /**
     * OpenCode's folder for sessions and snapshots.
     *
     * @param inherited the worker's variables that the agent inherits
     * @param home      of the agent's user, where no variable names it
     */
    public static Path dataFolder(Map<String, String> inherited, Path home) {
        String data = inherited.getOrDefault("XDG_DATA_HOME", "");
        Path own = Path.of(inherited.getOrDefault("HOME", home.toString()), ".local", "share");
        return (data.startsWith("/") ? Path.of(data) : own).resolve("opencode");
    }
}
