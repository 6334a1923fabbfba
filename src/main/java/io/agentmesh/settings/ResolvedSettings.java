package io.agentmesh.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Validated settings with their sources.
 *
 * @param sources        for each setting: a file, a flag, a variable, or {@code default}
 * @param propertiesFile an {@code application.properties} that overrides the built-in one, or null
 */
public record ResolvedSettings(WorkerSettings settings, Map<WorkerSetting, String> sources, Path propertiesFile) {
}
