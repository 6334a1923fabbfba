package io.agentmesh.settings.source;

import java.util.List;
import java.util.Map;

import io.agentmesh.settings.WorkerSetting;

/**
 * The settings on the command line.
 *
 * @param config     the JSON file of {@code --config}, or null
 * @param properties the file of {@code --properties}, or null
 * @param values     of each flag, several for a list
 */
public record SettingsFlags(String config, String properties, Map<WorkerSetting, List<String>> values) {

    public static final SettingsFlags NONE = new SettingsFlags(null, null, Map.of());
}
