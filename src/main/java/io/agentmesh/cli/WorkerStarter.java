package io.agentmesh.cli;

import java.nio.file.Path;

import io.agentmesh.settings.WorkerSettings;

/** Runs a worker until it is told to stop. */
@FunctionalInterface
public interface WorkerStarter {

    /**
     * @param propertiesFile the {@code application.properties} that goes before the built-in one, or null
     * @return the exit code
     */
    int run(WorkerSettings settings, Path propertiesFile) throws Exception;
}
