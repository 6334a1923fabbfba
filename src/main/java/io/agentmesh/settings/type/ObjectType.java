package io.agentmesh.settings.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.StrictJson;

/** A JSON object. What stands in it isn't shown in errors: such objects hold keys of providers. */
public record ObjectType() implements SettingType {

    // A blank between brackets: Camel takes two closing braces in a property for the end of a placeholder.
    private static final ObjectWriter WRITER = new JsonMapper().writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));

    @Override
    public String label() {
        return "JSON";
    }

    @Override
    public String allowed() {
        return "a JSON object";
    }

    @Override
    public JsonNode parse(String text) {
        return text.startsWith("{") ? StrictJson.parse(text) : TextNode.valueOf(text);
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isObject()) {
            throw new InvalidValueException("", InvalidValueException.kind(value), allowed());
        }
        return value;
    }

    @Override
    public String write(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
