package io.agentmesh.task;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A task as sent by a server (contract, section "Objects"), with the fields that a worker needs; others are ignored.
 *
 * @param prompt      empty where unknown, see {@link #lacksPrompt()}
 * @param attempt     the server's count of claims, 0 where it doesn't count (a classic server)
 * @param metadata    never null; an empty object where missing
 * @param promptBytes the size of the prompt in UTF-8, also where the prompt is unknown
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
        int attempt,
        @JsonProperty("prompt_bytes") long promptBytes) {

    public Task {
        codebaseId = codebaseId == null ? "" : codebaseId;
        title = title == null ? "" : title;
        prompt = prompt == null ? "" : prompt;
        promptBytes = prompt.isEmpty() ? promptBytes : prompt.getBytes(StandardCharsets.UTF_8).length;
        agentType = agentType == null || agentType.isBlank() ? "build" : agentType;
        status = status == null ? "" : status;
        createdAt = createdAt == null ? "" : createdAt;
        metadata = metadata == null || !metadata.isObject() ? JsonNodeFactory.instance.objectNode() : metadata;
    }

    /** With its whole prompt. */
    public Task(String id, String codebaseId, String title, String prompt, String agentType, String status, int priority,
            String createdAt, String sessionId, JsonNode metadata, String workerId, int attempt) {
        this(id, codebaseId, title, prompt, agentType, status, priority, createdAt, sessionId, metadata, workerId, attempt, 0);
    }

    /** Whether only the size of its prompt is known: lists omit prompts, which come with the claim. */
    public boolean lacksPrompt() {
        return prompt.isEmpty() && promptBytes > 0;
    }

    /** As in a list: the prompts of many tasks may exceed the memory. */
    public Task withoutPrompt() {
        return withPrompt("");
    }

    /** @param newPrompt null or empty where unknown */
    public Task withPrompt(String newPrompt) {
        return new Task(id, codebaseId, title, newPrompt, agentType, status, priority, createdAt, sessionId, metadata,
                workerId, attempt, promptBytes);
    }

    /** Whether its id and its codebase's are valid in file names and URLs. */
    public boolean hasUsableIds() {
        return Ids.isValid(id) && Ids.isValid(codebaseId);
    }

    /** Pending, or a classic server's {@code assigned}, which means the same to a worker. */
    public boolean isPending() {
        return status.equals("pending") || status.equals("assigned");
    }

    /** The text of a metadata field, or null where it is missing, not a text, or blank. */
    public String metadataText(String field) {
        JsonNode value = metadata.get(field);
        return value == null || !value.isTextual() || value.asText().isBlank() ? null : value.asText();
    }

    /** Whether {@code metadata.labels}, an array of texts, contains this one. */
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
                workerId, newAttempt, promptBytes);
    }
}
