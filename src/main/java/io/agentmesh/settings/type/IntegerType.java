package io.agentmesh.settings.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;

/** A whole number within bounds, both included. */
public record IntegerType(int least, int most) implements SettingType {

    @Override
    public String label() {
        return "N";
    }

    @Override
    public String allowed() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public JsonNode parse(String text) {
        try {
            return IntNode.valueOf(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw refuse(TextNode.valueOf(text));
        }
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least
                || value.intValue() > most) {
            throw refuse(value);
        }
        return value.intValue();
    }
}
