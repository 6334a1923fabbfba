package io.agentmesh.opencode.install;

import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.settings.host.HostEnvironment;

/** The folder for downloads that checkouts and builds share. */
public final class CacheFolder {

    /** The variable (and, for builds, the JVM property {@code agentmesh.cache}) that names another folder. */
    public static final String VARIABLE = "AGENTMESH_CACHE";

    private CacheFolder() {
    }

    /** {@code $AGENTMESH_CACHE}, else {@code $XDG_CACHE_HOME/agentmesh}, else {@code ~/.cache/agentmesh}. */
    public static Path locate(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (shared.isBlank()) {
            HostEnvironment.requireHome(home, VARIABLE, VARIABLE + "=DIR");
        }
        Path base = shared.isBlank() ? home.resolve(".cache") : Path.of(shared);
        return base.resolve("agentmesh").toAbsolutePath();
    }
}
