package io.agentmesh.settings.value;

import java.nio.file.Path;

/**
 * Where a value stands.
 *
 * @param source a file, {@code flag --poll-interval}, {@code environment variable A2A_POLL_INTERVAL}
 * @param key    what the setting is called there
 * @param base   what relative paths start from
 */
public record Origin(String source, String key, Path base) {
}
