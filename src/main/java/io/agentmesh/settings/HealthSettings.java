package io.agentmesh.settings;

/**
 * When a worker is ready, and where it tells.
 *
 * @param minFreeDisk in bytes, in the state folder
 * @param host        the address that health checks are served on
 * @param port        or null: nowhere
 * @param token       by which the levels of the log are set there, or null: by nobody
 */
public record HealthSettings(long minFreeDisk, String host, Integer port, String token) {
}
