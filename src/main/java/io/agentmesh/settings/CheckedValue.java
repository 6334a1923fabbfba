package io.agentmesh.settings;

/**
 * A value that may be used, and where it came from.
 *
 * @param rank 0 for the strongest layer, which is the flags
 */
record CheckedValue(Object value, Origin origin, int rank) {
}
