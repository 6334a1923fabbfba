package io.agentmesh.settings.list;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmesh.settings.type.SettingType;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.StrictJson;

/** A setting that is a list: in text its items are separated by commas, or it is JSON. */
interface ListType extends SettingType {

    @Override
    default JsonNode parse(String text) {
        if (text.startsWith("[")) {
            return StrictJson.parse(text);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).forEach(items::add);
        return items;
    }

    /** @throws InvalidValueException if it is anything else than a list */
    default void requireList(JsonNode value) {
        if (!value.isArray()) {
            throw refuse(value);
        }
    }

    @Override
    default String write(Object value) {
        return String.join(",", items(value));
    }

    @Override
    default List<String> items(Object value) {
        return ((List<?>) value).stream().map(Object::toString).toList();
    }

    @Override
    default boolean isList() {
        return true;
    }
}
