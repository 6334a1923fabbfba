package io.agentmesh.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The {@code detail} of an error answer: why a server rejects a request. A sentence or, from a classic server that
 * finds fields invalid, FastAPI's list of {@code {"loc": [place], "msg": message}}.
 */
public final class ErrorDetail {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorDetail() {
    }

    /**
     * @param body of an answer, from any server; may be null
     * @return such as {@code no such task} or {@code body.title: Field required}; empty where there is no {@code
     *         detail}
     */
    public static Optional<String> of(String body) {
        try {
            return Optional.of(text(JSON.readTree(body == null ? "" : body).path("detail")))
                    .filter(detail -> !detail.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode detail) {
        if (detail.isArray()) {
            List<String> invalid = new ArrayList<>();
            detail.forEach(field -> invalid.add(ofField(field)));
            return String.join("; ", invalid);
        }
        return detail.isContainerNode() ? detail.toString() : detail.asText("");
    }

    private static String ofField(JsonNode field) {
        if (!field.path("msg").isTextual()) {
            return text(field);
        }
        List<String> place = new ArrayList<>();
        field.path("loc").forEach(step -> place.add(step.asText()));
        return (place.isEmpty() ? "" : String.join(".", place) + ": ") + field.path("msg").asText();
    }
}
