package io.agentmesh.settings;

/**
 * What keeps a worker from filling its disk, in bytes where nothing else is said.
 *
 * @param minFreeDisk    no task is taken while less than this is free where the state folder lies
 * @param outboxMaxFiles nor while so many outcomes wait for the server
 * @param outboxMaxBytes nor while those are so large together
 * @param maxRunFiles    what the output files of one run may take
 * @param maxOutput      what is sent of one task's output
 */
public record Limits(long minFreeDisk, int outboxMaxFiles, long outboxMaxBytes, long maxRunFiles, long maxOutput) {
}
