package io.agentmesh.settings.type;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/**
 * How one type of value is parsed, validated and written. The types are in {@link SettingTypes} and {@link ListTypes}.
 *
 * @param label   placeholder in help texts, such as {@code DURATION}
 * @param allowed what is allowed; completes "allowed: …"
 * @param choices the allowed words; empty where others are allowed
 * @param isList  whether a flag may be repeated, one item each
 * @param parser  converts the text of a flag, a variable or a property to JSON
 * @param reader  converts JSON to the validated value
 * @param writer  converts the value to a Camel property
 * @param shower  converts the value for people: one text, or one for each item
 */
public record SettingType(String label, String allowed, List<String> choices, boolean isList,
        Function<String, JsonNode> parser, Reader reader, Function<Object, String> writer,
        Function<Object, List<String>> shower) {

    /** Validates a value. */
    @FunctionalInterface
    public interface Reader {

        /**
     * @return the validated value, or null where {@code value} isn't allowed
     * @throws InvalidValueException likewise, with a more specific reason
         */
        Object read(SettingType type, JsonNode value, Folders folders);
    }

    static SettingType of(String label, String allowed, Reader reader) {
        return new SettingType(label, allowed, List.of(), false, TextNode::valueOf, reader, Object::toString,
                value -> List.of(value.toString()));
    }

    SettingType offering(List<String> others) {
        return new SettingType(label, allowed, others, isList, parser, reader, writer, shower);
    }

    SettingType parsedBy(Function<String, JsonNode> other) {
        return new SettingType(label, allowed, choices, isList, other, reader, writer, shower);
    }

    SettingType writtenBy(Function<Object, String> other) {
        return new SettingType(label, allowed, choices, isList, parser, reader, other, shower);
    }

    SettingType shownBy(Function<Object, List<String>> other) {
        return new SettingType(label, allowed, choices, isList, parser, reader, writer, other);
    }

    /** @throws SettingsException where the text is invalid JSON. @param secret whether it must not be shown */
    public RawValue parse(String text, Origin origin, boolean secret) {
        try {
            return new RawValue(parser.apply(text), origin);
        } catch (InvalidValueException e) {
            throw e.at(origin, secret, TextNode.valueOf(text));
        }
    }

    /** @throws SettingsException where the value isn't allowed. @param secret whether it must not be shown */
    public Object check(RawValue raw, Folders folders, boolean secret) {
        try {
            Object value = read(raw.value(), folders);
            if (write(value).contains("{{")) {
                throw refuse(raw.value(), "with {{, which Camel would take for a placeholder");
            }
            return value;
        } catch (InvalidValueException e) {
            throw e.at(raw.origin(), secret, raw.value());
        }
    }

    /** @throws InvalidValueException where the value isn't allowed */
    public Object read(JsonNode value, Folders folders) {
        Object checked = reader.read(this, value, folders);
        if (checked == null) {
            throw new InvalidValueException("", InvalidValueException.show(value), allowed);
        }
        return checked;
    }

    public String write(Object value) {
        return writer.apply(value);
    }

    public List<String> items(Object value) {
        return shower.apply(value);
    }

    /** @param because completes "found …, " */
    InvalidValueException refuse(JsonNode value, String because) {
        return new InvalidValueException("", InvalidValueException.show(value) + ", " + because, allowed);
    }
}
