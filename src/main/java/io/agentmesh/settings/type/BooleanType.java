package io.agentmesh.settings.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;

/** Yes or no. */
public record BooleanType() implements SettingType {

    @Override
    public String label() {
        return "BOOL";
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public JsonNode parse(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        throw refuse(TextNode.valueOf(text));
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isBoolean()) {
            throw refuse(value);
        }
        return value.booleanValue();
    }
}
