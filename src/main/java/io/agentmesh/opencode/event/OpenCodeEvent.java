package io.agentmesh.opencode.event;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.agentmesh.agent.LineFile;

/**
 * One line of {@code opencode run --format json}. Types: {@code step_start, text, reasoning, tool_use, step_finish,
 * error}; unknown ones of a later 1.x are ignored.
 *
 * @param part  missing for an error
 * @param error missing for all others
 */
record OpenCodeEvent(String type, String sessionId, JsonNode part, JsonNode error) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> KNOWN =
            Set.of("step_start", "text", "reasoning", "tool_use", "step_finish", "error");
    private static final String BEGIN = "{\"type\":\"";

    /** Length of a Unicode escape: a backslash, u and four digits. */
    private static final int HEX_ESCAPE = 6;

    /** @return null where the line isn't an event: plugins may print anything, also JSON */
    static OpenCodeEvent of(LineFile.Line line) {
        int start = start(line.text());
        if (start < 0) {
            return null;
        }
        String text = line.text().substring(start);
        try {
            JsonNode event = line.cut() ? beginning(text) : JSON.readTree(text);
            return isEvent(event) ? new OpenCodeEvent(event.get("type").asText(), text(event.get("sessionID")),
                    event.path("part"), event.path("error")) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Where an event may begin in a line, after text without a line end; -1 for nowhere. */
    static int start(String line) {
        return line.startsWith("{") ? 0 : line.indexOf(BEGIN);
    }

    /** Includes types of a later 1.x, as long as they have a session. */
    private static boolean isEvent(JsonNode event) {
        String type = event.path("type").asText("");
        return event.path("type").isTextual() && (KNOWN.contains(type)
                ? event.has(type.equals("error") ? "error" : "part") : text(event.get("sessionID")) != null);
    }

    boolean isKnown() {
        return KNOWN.contains(type);
    }

    /**
     * Parses a truncated line up to the cut, as of a long answer, or of a tool that wrote a large file. A text that is
     * cut ends there; outside of a text, the added quote is ignored.
     */
    private static JsonNode beginning(String cut) throws IOException {
        try (JsonParser json = JSON.createParser(withoutHalfEscape(cut) + '"'); TokenBuffer whole = new TokenBuffer(json)) {
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

    private static String text(JsonNode value) {
        return value != null && value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static String withoutHalfEscape(String cut) {
        int escape = cut.lastIndexOf('\\');
        int backslashes = 0;
        while (escape - backslashes >= 0 && cut.charAt(escape - backslashes) == '\\') {
            backslashes++;
        }
        // After an even number of backslashes, which are escaped ones, text follows.
        boolean isHalf = backslashes % 2 == 1
                && (escape == cut.length() - 1 || cut.charAt(escape + 1) == 'u' && cut.length() - escape < HEX_ESCAPE);
        return isHalf ? cut.substring(0, escape) : cut;
    }

    /** Copies up to the cut. @return whether the last token is a field name */
    private static boolean endsInName(JsonParser json, TokenBuffer copy) throws IOException {
        JsonToken last = null;
        try {
            while (json.nextToken() != null) {
                json.getText();
                copy.copyCurrentEvent(json);
                last = json.currentToken();
            }
        } catch (JsonProcessingException e) {
            // Reached the cut.
        }
        return last == JsonToken.FIELD_NAME;
    }
}
