package io.agentmesh.opencode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One line of {@code opencode run --format json}. Types: {@code step_start, text, reasoning, tool_use, step_finish,
 * error}; others may come with a later 1.x and are passed over.
 *
 * @param part  missing for an error
 * @param error missing for anything else
 */
record OpenCodeEvent(String type, String sessionId, JsonNode part, JsonNode error) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return null where the line is no event: not JSON, no object, or without a type */
    static OpenCodeEvent parse(String line) {
        if (!line.startsWith("{")) {
            return null;
        }
        try {
            JsonNode event = JSON.readTree(line);
            if (!event.path("type").isTextual()) {
                return null;
            }
            return new OpenCodeEvent(event.get("type").asText(), event.path("sessionID").asText(null),
                    event.path("part"), event.path("error"));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

}
