package io.agentmesh.settings.value;

import com.fasterxml.jackson.databind.JsonNode;

/** A value before validation, and its source. */
public record RawValue(JsonNode value, Origin origin) {
}
