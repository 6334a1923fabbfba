package io.agentmesh.settings.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.task.text.CutText;

/** A value that its type rejects: which part of it, what was found, and what is allowed. */
public final class InvalidValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 200;

    private final String part;
    private final String allowed;

    /**
     * @param part    {@code ""} for the whole value, or such as {@code [1].path}
     * @param found   completes "it is …"
     * @param allowed completes "allowed: …"
     */
    public InvalidValueException(String part, String found, String allowed) {
        super(found);
        this.part = part;
        this.allowed = allowed;
    }

    /** The same error for an item of a list or a field of an object. */
    public InvalidValueException in(String outerPart) {
        return new InvalidValueException(outerPart + part, getMessage(), allowed);
    }

    /** The message for people. Of a secret it has the type alone. */
    public SettingsException at(Origin origin, boolean secret, JsonNode value) {
        String found = secret ? "a secret, not shown (" + kind(value) + ")" : getMessage();
        String where = origin.key() + part;
        return new SettingsException(origin.source() + (where.isEmpty() ? "" : ": " + where) + " is " + found
                + "; allowed: " + allowed);
    }

    /** A value for an error message: on one line, shortened, text in quotes. */
    public static String show(JsonNode value) {
        if (value.isContainerNode() || value.isNull()) {
            return kind(value);
        }
        String text = value.toString();
        return CutText.marked(MAX_SHOWN, text);
    }

    /** The type of a value. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case NULL -> "null";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "nothing";
        };
    }
}
