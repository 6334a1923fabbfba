package io.agentmesh.settings.value;

import com.fasterxml.jackson.databind.JsonNode;

/** A value as it was found, not yet checked, and where. */
public record RawValue(JsonNode value, Origin origin) {
}
