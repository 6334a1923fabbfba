package io.agentmesh.settings.type;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.InvalidValueException;

/** How one kind of value is read, checked and written. All its methods throw {@link InvalidValueException}. */
public interface SettingType {

    /** What stands for the value in help texts, such as {@code DURATION}. */
    String label();

    /** What may be given; completes "allowed: …". */
    String allowed();

    /** What JSON the text of a flag, a variable or a property stands for. */
    default JsonNode parse(String text) {
        return TextNode.valueOf(text);
    }

    /** The checked value. */
    Object read(JsonNode value, Folders folders);

    /** The value as a Camel property. */
    default String write(Object value) {
        return value.toString();
    }

    /** The parts of the value, as a person reads them: one, unless it is a list. */
    default List<String> items(Object value) {
        return List.of(write(value));
    }

    /** Whether a flag of it may be repeated, one item each. */
    default boolean isList() {
        return false;
    }

    default InvalidValueException refuse(JsonNode value) {
        return new InvalidValueException("", InvalidValueException.show(value), allowed());
    }

    default InvalidValueException refuse(JsonNode value, String because) {
        return new InvalidValueException("", InvalidValueException.show(value) + ", " + because, allowed());
    }
}
