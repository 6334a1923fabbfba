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
 * How one kind of value is read, checked and written. The kinds are in {@link SettingTypes} and {@link ListTypes}.
 *
 * @param label   what stands for the value in help texts, such as {@code DURATION}
 * @param allowed what may be given; completes "allowed: …"
 * @param choices the words of which one may be given; empty where anything else may be
 * @param isList  whether a flag of it may be repeated, one item each
 * @param parser  what JSON the text of a flag, a variable or a property stands for
 * @param reader  makes the checked value
 * @param writer  makes the value a Camel property
 * @param shower  the parts of the value, as a person reads them: one, unless it is a list
 */
public record SettingType(String label, String allowed, List<String> choices, boolean isList,
        Function<String, JsonNode> parser, Reader reader, Function<Object, String> writer,
        Function<Object, List<String>> shower) {

    /** Checks a value. */
    @FunctionalInterface
    public interface Reader {

        /**
         * @return the checked value, or null where {@code value} isn't allowed
         * @throws InvalidValueException where there is more to say of what isn't allowed
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

    /** @throws SettingsException where the text should be JSON and isn't. @param secret whether it must not be shown */
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
