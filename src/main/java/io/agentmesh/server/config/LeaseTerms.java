package io.agentmesh.server.config;

import java.time.Duration;

/**
 * How long the server believes in a run of which it hears nothing.
 *
 * @param workerTimeout how long a worker, or one of its tasks, may be silent
 * @param pinnedTimeout the same for a task that no other worker could run
 * @param maxAttempts   how often a task is lost before it fails
 * @param check         how often the server looks
 */
public record LeaseTerms(Duration workerTimeout, Duration pinnedTimeout, int maxAttempts, Duration check) {

    private static final int HIGHEST = 1_000;
    private static final int MISSED_CHECKS = 3;

    static LeaseTerms of(ServerProperties properties) {
        return new LeaseTerms(properties.duration("server.worker-timeout"), properties.duration("server.pinned-timeout"),
                properties.number("server.max-attempts", 1, HIGHEST), properties.duration("server.lease-check"));
    }

    /** A pause between two checks that is longer means that the server itself was away. */
    public Duration longestPause() {
        Duration checks = check.multipliedBy(MISSED_CHECKS);
        return checks.compareTo(workerTimeout) > 0 ? checks : workerTimeout;
    }
}
