package io.agentmesh.server.request;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.task.Ids;

/**
 * Normalises one session or message of a worker to the contract's fields, in order, null where missing, without others.
 */
final class SessionFields {

    private static final List<String> PART_FIELDS =
            List.of("id", "type", "text", "tool", "state", "callID", "reason", "cost", "tokens");

    private final ObjectNode sent;
    private final String where;

    /** @param where the item's place in the request, for errors */
    SessionFields(ObjectNode sent, String where) {
        this.sent = sent;
        this.where = where;
    }

    String id() {
        JsonNode id = sent.path("id");
        if (!id.isTextual() || !Ids.isValid(id.asText())) {
            throw new InvalidFieldException(where + ".id must be 1 to 128 letters, digits, dots, hyphens or underscores.");
        }
        return id.asText();
    }

    ObjectNode session() {
        ObjectNode session = JsonNodeFactory.instance.objectNode().put("id", id());
        texts(session, "title", "directory", "project_id");
        session.set("created", field("created", SessionFields::isTime, "a text or a number"));
        session.set("updated", field("updated", SessionFields::isTime, "a text or a number"));
        session.set("messageCount", field("messageCount", JsonNode::isIntegralNumber, "a whole number"));
        JsonNode summary = field("summary", JsonNode::isObject, "a JSON object");
        session.set("summary", summary.isNull() ? JsonNodeFactory.instance.objectNode() : summary);
        texts(session, "version");
        return session;
    }

    ObjectNode message(String sessionId) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id());
        if (!field("sessionID", JsonNode::isTextual, "a text").asText(sessionId).equals(sessionId)) {
            throw new InvalidFieldException(where + ".sessionID must be the session of the address.");
        }
        message.put("sessionID", sessionId);
        texts(message, "role");
        JsonNode created = field("time", JsonNode::isObject, "a JSON object").path("created");
        if (!created.isMissingNode() && !created.isNull() && !isTime(created)) {
            throw new InvalidFieldException(where + ".time.created must be a text or a number.");
        }
        message.putObject("time").set("created", created.isMissingNode() ? null : created);
        texts(message, "agent", "model");
        ArrayNode parts = message.putArray("parts");
        for (JsonNode part : field("parts", JsonNode::isArray, "a list of objects")) {
            if (!part.isObject()) {
                throw new InvalidFieldException(where + ".parts must be a list of objects.");
            }
            parts.add(((ObjectNode) part).deepCopy().retain(PART_FIELDS));
        }
        return message;
    }

    private void texts(ObjectNode target, String... names) {
        for (String name : names) {
            target.set(name, field(name, JsonNode::isTextual, "a text"));
        }
    }

    private JsonNode field(String name, Predicate<JsonNode> rule, String allowed) {
        JsonNode value = sent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (!rule.test(value)) {
            throw new InvalidFieldException(where + "." + name + " must be " + allowed + ".");
        }
        return value;
    }

    private static boolean isTime(JsonNode value) {
        return value.isTextual() || value.isNumber();
    }
}
