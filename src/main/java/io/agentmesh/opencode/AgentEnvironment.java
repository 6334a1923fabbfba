package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment that an agent gets: the worker's, without what is the worker's own (its {@code A2A_*} settings,
 * {@code AGENTMESH_*}, any variable that holds its token), and with what OpenCode must be told.
 */
public final class AgentEnvironment {

    private static final Set<String> OWN = Set.of("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "INVOCATION_ID");
    private static final String TRACKING_PREFIX = "AGENTMESH_RUN_";

    private final Map<String, String> environment;
    private final String authToken;
    private final String config;

    /**
     * @param environment the worker's own
     * @param authToken   or null
     * @param config      see {@link OpenCodeConfig}
     */
    public AgentEnvironment(Map<String, String> environment, String authToken, String config) {
        this.environment = Map.copyOf(environment);
        this.authToken = authToken;
        this.config = config;
    }

    /**
     * The name of the variable that marks every process of a run; in the name, so that a nested worker adds its own.
     *
     * @param temporary the run's own folder, which makes the name unique on this machine: two workers of two servers
     *                  may run tasks of one id
     */
    static String tracking(String run, Path temporary) {
        return TRACKING_PREFIX + (run + "_" + temporary.getFileName()).replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** @param temporary where the agent's temporary files go */
    Map<String, String> of(Path folder, Path temporary, String tracking) {
        Map<String, String> result = new HashMap<>();
        environment.forEach((name, value) -> {
            if (!isOwn(name, value)) {
                result.put(name, value);
            }
        });
        // OpenCode believes PWD before its working directory.
        result.put("PWD", folder.toString());
        result.remove("OLDPWD");
        result.put("TMPDIR", temporary.toString());
        result.put(tracking, "1");
        result.put("OPENCODE_CONFIG_CONTENT", config);
        result.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
        return result;
    }

    private boolean isOwn(String name, String value) {
        boolean tracking = name.startsWith(TRACKING_PREFIX);
        return name.startsWith("A2A_") || (name.startsWith("AGENTMESH_") && !tracking) || OWN.contains(name)
                || (authToken != null && !authToken.isEmpty() && value.contains(authToken));
    }
}
