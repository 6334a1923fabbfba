package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.Map;

/** What OpenCode gets in its environment beside what any agent gets: its configuration, fitted to the codebase. */
public final class OpenCodeEnvironment {

    private final String config;

    /** @param config see {@link OpenCodeConfig} */
    public OpenCodeEnvironment(String config) {
        this.config = config;
    }

    /** @param folder the real path of the codebase */
    public Map<String, String> variables(Path folder) {
        return Map.of("OPENCODE_CONFIG_CONTENT", RepositoryFence.around(config, folder), "OPENCODE_DISABLE_AUTOUPDATE", "1");
    }

    /**
     * Where OpenCode keeps its sessions and snapshots.
     *
     * @param inherited what of the worker's variables the agent gets
     * @param home      of the agent's user, where no variable says so
     */
    public static Path dataFolder(Map<String, String> inherited, Path home) {
        String data = inherited.getOrDefault("XDG_DATA_HOME", "");
        Path own = Path.of(inherited.getOrDefault("HOME", home.toString()), ".local", "share");
        return (data.startsWith("/") ? Path.of(data) : own).resolve("opencode");
    }
}
