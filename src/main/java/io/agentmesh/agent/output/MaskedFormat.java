package io.agentmesh.agent.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.agent.LineFile;
import io.agentmesh.task.text.Mask;

/**
 * Masks lines before it formats them, since formatting may cut a secret in two. Lines are whole, however the agent
 * wrote them, and keep their offsets. In an event, each text is masked by itself, so that the JSON stays valid.
 */
record MaskedFormat(LineFormat format, Mask mask) implements LineFormat {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String ofStdout(LineFile.Line line) {
        return format.ofStdout(masked(line));
    }

    @Override
    public String ofStderr(LineFile.Line line) {
        return format.ofStderr(masked(line));
    }

    private LineFile.Line masked(LineFile.Line line) {
        String text = line.text();
        boolean event = text.startsWith("{");
        String masked = line.cut() || event && !text.endsWith("}") ? mask.maskCut(text) : mask.mask(text);
        if (masked.equals(text)) {
            return line;
        }
        return new LineFile.Line(event && !line.cut() ? event(text, masked) : masked, line.end(), line.missing());
    }

    private String event(String text, String masked) {
        try {
            return JSON.writeValueAsString(mask(JSON.readTree(text)));
        } catch (IOException noEvent) {
            return masked;
        }
    }

    private JsonNode mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                object.remove(field.getKey());
                object.set(mask.mask(field.getKey()), mask(field.getValue()));
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, mask(array.get(i)));
            }
            return array;
        }
        String value = node.asText();
        String masked = mask.mask(value);
        return masked.equals(value) ? node : TextNode.valueOf(masked);
    }
}
