package io.agentmesh.settings.source;

import io.agentmesh.settings.value.Origin;

/**
 * A validated value with its source.
 *
 * @param rank precedence of its source, 0 for the flags
 */
record CheckedValue(Object value, Origin origin, int rank) {
}
