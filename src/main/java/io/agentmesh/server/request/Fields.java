package io.agentmesh.server.request;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.task.Ids;

/**
 * The fields of one request, each validated when read. {@code null} counts as missing; unknown fields are ignored.
 * Every method throws {@link InvalidFieldException} with the field's name and the allowed values.
 */
final class Fields {

    private static final String UNSTORABLE = " must not contain NUL or half a surrogate pair.";

    private final ObjectNode json;

    Fields(ObjectNode json) {
        this.json = json;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** A required id, see {@link Ids}. */
    String id(String name) {
        String id = optionalId(name);
        if (id == null) {
            throw new InvalidFieldException(name + " is missing.");
        }
        return id;
    }

    /** An id, or null. */
    String optionalId(String name) {
        String id = string(name);
        if (id != null && !Ids.isValid(id)) {
            throw new InvalidFieldException(name + " must be 1 to 128 letters, digits, dots, hyphens or underscores.");
        }
        return id;
    }

    /** A required text of at most {@code longest} characters, not blank. */
    String text(String name, int maxLength) {
        String text = text(name, maxLength, null);
        if (text == null || text.isBlank()) {
            throw new InvalidFieldException(name + (text == null ? " is missing." : " must not be blank."));
        }
        return text;
    }

    /** A text of at most {@code longest} characters, or {@code otherwise} where there is none. */
    String text(String name, int maxLength, String otherwise) {
        String text = string(name);
        if (text == null) {
            return otherwise;
        }
        if (text.length() > maxLength) {
            throw new InvalidFieldException(name + " must be at most " + maxLength + " characters long.");
        }
        if (!Storable.is(text)) {
            throw new InvalidFieldException(name + UNSTORABLE);
        }
        return text;
    }

    /**
     * A text of an agent, or null. Characters that no database stores (NUL, half a surrogate pair) are replaced, not
     * rejected: the worker could only send them again.
     */
    String agentText(String name) {
        String text = string(name);
        return text == null ? null : Storable.of(text);
    }

    /** A whole number between the two, or {@code otherwise} where there is none. */
    Long number(String name, long lowest, long highest, Long otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < lowest
                || value.asLong() > highest) {
            throw new InvalidFieldException(name + " must be a whole number from " + lowest + " to " + highest + ".");
        }
        return value.asLong();
    }

    /** True or false; false where there is none. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw new InvalidFieldException(name + " must be true or false.");
        }
        return value != null && value.asBoolean();
    }

    /** A JSON object as text, or {@code otherwise} where there is none. */
    String object(String name, String otherwise) {
        ObjectNode value = object(name);
        if (value == null) {
            return otherwise;
        }
        if (!Storable.is(value)) {
            throw new InvalidFieldException(name + UNSTORABLE);
        }
        return value.toString();
    }

    /** An object of an agent or a hook, or null; repaired as {@link #agentText}. */
    ObjectNode agentObject(String name) {
        ObjectNode value = object(name);
        return value == null ? null : Storable.of(value);
    }

    /** The fields of an object; none where there is none. */
    Fields inner(String name) {
        ObjectNode value = object(name);
        return new Fields(value == null ? JsonNodeFactory.instance.objectNode() : value);
    }

    /** The names of all fields, in order. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A list of texts, empty where there is none. */
    List<String> texts(String name, int maxLength) {
        List<String> texts = new ArrayList<>();
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            throw new InvalidFieldException(name + " must be a list of texts.");
        }
        if (value != null) {
            for (JsonNode item : value) {
                if (!item.isTextual() || item.asText().length() > maxLength || !Storable.is(item)) {
                    throw new InvalidFieldException(
                            name + " must be a list of texts of at most " + maxLength + " characters.");
                }
                texts.add(item.asText());
            }
        }
        return texts;
    }

    /** A required list of objects, of at most {@code most}. */
    List<ObjectNode> objects(String name, int max) {
        JsonNode value = value(name);
        if (value == null) {
            throw new InvalidFieldException(name + " is missing.");
        }
        if (!value.isArray() || value.size() > max) {
            throw new InvalidFieldException(name + " must be a list of at most " + max + " objects.");
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode item : value) {
            if (!(item instanceof ObjectNode object)) {
                throw new InvalidFieldException(name + " must be a list of objects.");
            }
            objects.add(object);
        }
        return objects;
    }

    private ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw new InvalidFieldException(name + " must be a JSON object.");
        }
        return (ObjectNode) value;
    }

    private String string(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw new InvalidFieldException(name + " must be a text.");
        }
        return value == null ? null : value.asText();
    }

    private JsonNode value(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
