package io.agentmesh.agent.output;

/**
 * How much output of an ended run is still unsent.
 *
 * @param isComplete whether nothing remains: the server has it or refused it
 * @param isStuck   whether a batch failed, so that an immediate retry is pointless
 * @param batches   acknowledged by the server
 */
public record UnsentOutput(boolean isComplete, boolean isStuck, int batches) {
}
