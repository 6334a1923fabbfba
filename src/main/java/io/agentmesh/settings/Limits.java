package io.agentmesh.settings;

/**
 * Limits that keep a worker from filling its disk, in bytes unless noted.
 *
 * @param outboxMaxFiles no task is claimed while this many outcomes wait for the server
 * @param outboxMaxBytes no task is claimed while the waiting outcomes have this size
 * @param maxRunFiles    maximum size of one run's output files
 * @param maxOutput      maximum size of one task's output that is sent
 */
public record Limits(int outboxMaxFiles, long outboxMaxBytes, long maxRunFiles, long maxOutput) {
}
