package io.agentmesh.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Checked settings, and where each came from.
 *
 * @param sources        a file, a flag, a variable, or {@code default}, for each setting
 * @param propertiesFile the {@code application.properties} that goes before the built-in one, or null
 */
public record ResolvedSettings(WorkerSettings settings, Map<WorkerSetting, String> sources, Path propertiesFile) {
}
