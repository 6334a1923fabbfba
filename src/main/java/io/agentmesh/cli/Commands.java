package io.agentmesh.cli;

import java.util.List;

import io.agentmesh.settings.HostEnvironment;
import io.agentmesh.settings.WorkerSettingsReader;

/**
 * The commands of the program, in the order of its help. A new one is added to this list and nowhere else: an object
 * with picocli's annotations, or a {@code CommandSpec}.
 */
final class Commands {

    private Commands() {
    }

    static List<Object> all(HostEnvironment host) {
        return List.of(
                new WorkerCommand(new WorkerSettingsReader(host), worker()).spec());
    }

    /** The one place that knows which class runs a worker. */
    private static WorkerStarter worker() {
        return (settings, propertiesFile) -> {
            throw new IllegalStateException("the worker isn't part of this build");
        };
    }
}
