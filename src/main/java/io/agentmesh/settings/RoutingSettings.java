package io.agentmesh.settings;

import java.nio.file.Path;

/**
 * Which routes a worker is made of.
 *
 * @param folder     the integrator's, or null
 * @param dev        whether a file that changes there is reloaded
 * @param agentRoute the route that runs an agent's task
 */
public record RoutingSettings(Path folder, boolean dev, String agentRoute) {

    /** Whether tasks are run by OpenCode, as far as the settings tell. */
    public boolean usesOpenCode() {
        return agentRoute.equals("run-opencode");
    }
}
