package io.agentmesh.server.response;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

/** Copies columns of a database row into a JSON object, in the order of the calls. */
public final class JsonRow {

    private final Map<String, Object> row;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    public JsonRow(Map<String, Object> row) {
        this.row = row;
    }

    /** Columns under their own names: texts, whole numbers, null. */
    public JsonRow with(String... columns) {
        for (String column : columns) {
            put(column, column);
        }
        return this;
    }

    /** A column under another name. */
    JsonRow put(String field, String column) {
        Object value = row.get(column);
        if (value instanceof Number number) {
            json.put(field, number.longValue());
        } else {
            json.put(field, (String) value);
        }
        return this;
    }

    /** A value that is not a column. */
    JsonRow set(String field, JsonNode value) {
        json.set(field, value);
        return this;
    }

    /** A column with JSON, validated when it was stored; {@code otherwise} where it is null. */
    JsonRow json(String column, String otherwise) {
        Object text = row.get(column);
        json.putRawValue(column, new RawValue(text == null ? otherwise : (String) text));
        return this;
    }

    public ObjectNode toJson() {
        return json;
    }
}
