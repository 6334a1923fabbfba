package io.agentmesh.agent.output;

/**
 * How far the output of an ended run is sent.
 *
 * @param isSettled whether the server has all of it, or will never take it
 * @param isStuck   whether a batch was not taken, so that there is no sense in going on at once
 * @param batches   that it has
 */
public record UnsentOutput(boolean isSettled, boolean isStuck, int batches) {
}
