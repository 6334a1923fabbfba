package io.agentmesh.server.request;

import java.util.Iterator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Texts that every database stores unchanged: those without NUL and half surrogate pairs. */
final class Storable {

    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {
    }

    static boolean is(String text) {
        return firstBroken(text, 0) < 0;
    }

    /** Whether all texts and field names in {@code json} are storable. */
    static boolean is(JsonNode json) {
        if (json.isTextual()) {
            return is(json.asText());
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext();) {
            if (!is(names.next())) {
                return false;
            }
        }
        for (JsonNode child : json) {
            if (!is(child)) {
                return false;
            }
        }
        return true;
    }

    /** {@code text} with U+FFFD in place of each other character. */
    static String of(String text) {
        int broken = firstBroken(text, 0);
        if (broken < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        for (; broken >= 0; broken = firstBroken(text, broken + 1)) {
            repaired.setCharAt(broken, REPLACEMENT);
        }
        return repaired.toString();
    }

    /** {@code object} with U+FFFD in place of each other character of its texts and field names. */
    static ObjectNode of(ObjectNode object) {
        return is(object) ? object : (ObjectNode) repaired(object);
    }

    private static JsonNode repaired(JsonNode json) {
        if (json.isTextual()) {
            return TextNode.valueOf(of(json.asText()));
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> array.add(repaired(item)));
            return array;
        }
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> object.set(of(field.getKey()), repaired(field.getValue())));
            return object;
        }
        return json;
    }

    private static int firstBroken(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
