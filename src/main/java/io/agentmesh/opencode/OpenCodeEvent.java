package io.agentmesh.opencode;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;

/**
 * One line of {@code opencode run --format json}. Types: {@code step_start, text, reasoning, tool_use, step_finish,
 * error}; others may come with a later 1.x and are passed over.
 *
 * @param part  missing for an error
 * @param error missing for anything else
 */
record OpenCodeEvent(String type, String sessionId, JsonNode part, JsonNode error) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @return null where the line is no event: not JSON, no object, or without a type */
    static OpenCodeEvent of(LineFile.Line line) {
        if (!line.text().startsWith("{")) {
            return null;
        }
        try {
            JsonNode event = line.cut() ? beginning(line.text()) : JSON.readTree(line.text());
            if (!event.path("type").isTextual()) {
                return null;
            }
            return new OpenCodeEvent(event.get("type").asText(), event.path("sessionID").asText(null),
                    event.path("part"), event.path("error"));
        } catch (IOException e) {
            return null;
        }
    }

    /** Of a line that was too long to be kept (a tool that wrote a large file), what stands before the cut. */
    private static JsonNode beginning(String cut) throws IOException {
        try (JsonParser json = JSON.createParser(cut); TokenBuffer whole = new TokenBuffer(json)) {
            if (endsInName(json, whole)) {
                whole.writeNull();
            }
            while (!whole.getOutputContext().inRoot()) {
                if (whole.getOutputContext().inArray()) {
                    whole.writeEndArray();
                } else {
                    whole.writeEndObject();
                }
            }
            return JSON.readTree(whole.asParser());
        }
    }

    /** Copies up to the cut, and tells whether a field's name came last. */
    private static boolean endsInName(JsonParser json, TokenBuffer copy) throws IOException {
        JsonToken last = null;
        try {
            while (json.nextToken() != null) {
                json.getText();
                copy.copyCurrentEvent(json);
                last = json.currentToken();
            }
        } catch (JsonProcessingException e) {
            // The cut.
        }
        return last == JsonToken.FIELD_NAME;
    }
}
