package io.agentmesh.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A task as a server tells it (contract, section "Objects"). Only what a worker needs; unknown fields are ignored.
 *
 * @param attempt  the server's count of claims, 0 where it doesn't count (a classic server)
 * @param metadata never null; an empty object where the server sent none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Task(
        String id,
        @JsonProperty("codebase_id") String codebaseId,
        String title,
        String prompt,
        @JsonProperty("agent_type") String agentType,
        String status,
        int priority,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("session_id") String sessionId,
        JsonNode metadata,
        @JsonProperty("worker_id") String workerId,
        int attempt) {

    public Task {
        codebaseId = codebaseId == null ? "" : codebaseId;
        title = title == null ? "" : title;
        prompt = prompt == null ? "" : prompt;
        agentType = agentType == null || agentType.isBlank() ? "build" : agentType;
        status = status == null ? "" : status;
        createdAt = createdAt == null ? "" : createdAt;
        metadata = metadata == null || !metadata.isObject() ? JsonNodeFactory.instance.objectNode() : metadata;
    }

    /** Pending, and classic's {@code assigned}, which a worker reads as pending. */
    public boolean isPending() {
        return status.equals("pending") || status.equals("assigned");
    }

    /** The text of a metadata field, or null where it is missing, no text, or blank. */
    public String metadataText(String field) {
        JsonNode value = metadata.get(field);
        return value == null || !value.isTextual() || value.asText().isBlank() ? null : value.asText();
    }

    /** Whether {@code metadata.labels}, an array of texts, has this one. */
    public boolean hasLabel(String label) {
        for (JsonNode one : metadata.path("labels")) {
            if (one.asText().equals(label)) {
                return true;
            }
        }
        return false;
    }

    public Task withAttempt(int newAttempt) {
        return new Task(id, codebaseId, title, prompt, agentType, status, priority, createdAt, sessionId, metadata,
                workerId, newAttempt);
    }
}
