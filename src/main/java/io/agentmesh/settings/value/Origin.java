package io.agentmesh.settings.value;

import java.nio.file.Path;

/**
 * The source of a value.
 *
 * @param source a file, {@code flag --poll-interval}, {@code environment variable A2A_POLL_INTERVAL}
 * @param key    the setting's name there
 * @param base   for relative paths
 */
public record Origin(String source, String key, Path base) {
}
