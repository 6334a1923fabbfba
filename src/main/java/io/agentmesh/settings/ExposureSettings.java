package io.agentmesh.settings;

import java.util.List;

import io.agentmesh.settings.type.ListTypes;

/**
 * What agents see of the worker's environment, and what is hidden from all others.
 *
 * @param agentEnv names, patterns with {@code *}, and {@code NAME=value}
 * @param mask     names and patterns of variables whose values are masked
 */
public record ExposureSettings(List<String> agentEnv, List<String> mask) {

    public ExposureSettings {
        agentEnv = List.copyOf(agentEnv);
        mask = List.copyOf(mask);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return ListTypes.variables(true).items(agentEnv) + ", " + mask;
    }
}
