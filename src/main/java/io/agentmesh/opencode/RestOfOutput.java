package io.agentmesh.opencode;

/**
 * How far the output of an ended run is sent.
 *
 * @param isSettled whether the server has all of it, or will never take it
 * @param batches   that it has
 */
public record RestOfOutput(boolean isSettled, int batches) {
}
