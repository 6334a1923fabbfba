package io.agentmesh.settings;

import java.nio.file.Path;

/**
 * The routes of a worker.
 *
 * @param folder     the integrator's, or null
 * @param dev        whether changed files are reloaded
 * @param agentRoute the route that runs an agent's task
 */
public record RoutingSettings(Path folder, boolean dev, String agentRoute) {

    /** Whether OpenCode runs the tasks, as far as the settings say. */
    public boolean usesOpenCode() {
        return agentRoute.equals("run-opencode");
    }
}
