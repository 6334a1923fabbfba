package io.agentmesh.server.config;

import java.time.Duration;

/**
 * Limits of leases.
 *
 * @param workerTimeout how long a worker, or one of its tasks, may be silent
 * @param pinnedTimeout likewise for a task that no other worker could run
 * @param maxAttempts   attempts before a lost task fails
 * @param check         interval between two checks
 */
public record LeaseTerms(Duration workerTimeout, Duration pinnedTimeout, int maxAttempts, Duration check) {

    private static final int MAX_ATTEMPTS = 1_000;
    private static final int MISSED_CHECKS = 3;

    static LeaseTerms of(ServerProperties properties) {
        return new LeaseTerms(properties.duration("server.worker-timeout"), properties.duration("server.pinned-timeout"),
                properties.number("server.max-attempts", 1, MAX_ATTEMPTS), properties.duration("server.lease-check"));
    }

    /** Maximum time between two checks; a longer one means that the server itself was suspended. */
    public Duration maxPause() {
        Duration checks = check.multipliedBy(MISSED_CHECKS);
        return checks.compareTo(workerTimeout) > 0 ? checks : workerTimeout;
    }
}
