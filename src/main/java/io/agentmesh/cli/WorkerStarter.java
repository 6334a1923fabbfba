package io.agentmesh.cli;

import java.nio.file.Path;

import io.agentmesh.settings.WorkerSettings;

/** Runs a worker until it is stopped. */
@FunctionalInterface
public interface WorkerStarter {

    /**
     * @param propertiesFile an {@code application.properties} that overrides the built-in one, or null
     * @return the exit code
     */
    int run(WorkerSettings settings, Path propertiesFile) throws Exception;
}
