package io.agentmesh.settings;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A list that was written as text: separated by commas, or as JSON. */
final class ListText {

    private ListText() {
    }

    static JsonNode parse(String text) {
        if (text.startsWith("[")) {
            return StrictJson.parse(text);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).forEach(items::add);
        return items;
    }

    static void requireList(JsonNode value, SettingType type) {
        if (!value.isArray()) {
            throw type.refuse(value);
        }
    }
}
