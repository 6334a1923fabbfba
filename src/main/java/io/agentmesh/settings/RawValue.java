package io.agentmesh.settings;

import com.fasterxml.jackson.databind.JsonNode;

/** A value as it was found, not yet checked, and where. */
record RawValue(JsonNode value, Origin origin) {
}
