package io.agentmesh.settings.source;

import io.agentmesh.settings.value.Origin;

/**
 * A value that may be used, and where it came from.
 *
 * @param rank 0 for the strongest layer, which is the flags
 */
record CheckedValue(Object value, Origin origin, int rank) {
}
