package io.agentmesh.settings;

/**
 * When a worker is ready, and where it reports that.
 *
 * @param minFreeDisk in bytes, in the state folder
 * @param host        address of the health checks
 * @param port        of the health checks, or null for none
 * @param token       required to read and set log levels, or null: nobody can
 */
public record HealthSettings(long minFreeDisk, String host, Integer port, String token) {
}
