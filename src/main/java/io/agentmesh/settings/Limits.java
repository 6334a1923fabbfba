package io.agentmesh.settings;

/**
 * What keeps a worker from filling its disk, in bytes where nothing else is said.
 *
 * @param outboxMaxFiles no task is taken while so many outcomes wait for the server
 * @param outboxMaxBytes or while those are so large together
 * @param maxRunFiles    what the output files of one run may take
 * @param maxOutput      what is sent of one task's output
 */
public record Limits(int outboxMaxFiles, long outboxMaxBytes, long maxRunFiles, long maxOutput) {
}
