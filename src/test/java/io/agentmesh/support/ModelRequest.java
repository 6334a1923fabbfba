package io.agentmesh.support;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request that a {@link ScriptedModel} got.
 *
 * @param body          the chat-completions request
 * @param authorization its header, or null
 */
public record ModelRequest(JsonNode body, String authorization) {

    /** An agent's turn; without tools it is a side task such as a title. */
    public boolean hasTools() {
        return body.path("tools").size() > 0;
    }

    /** The last message of the user: what is asked now. */
    public String prompt() {
        List<String> prompts = texts("user");
        return prompts.isEmpty() ? "" : prompts.get(prompts.size() - 1);
    }

    /** How often the model has answered since the {@link #prompt()}: the step of its program that comes next. */
    public int step() {
        int step = 0;
        for (JsonNode message : body.path("messages")) {
            switch (message.path("role").asText()) {
                case "user" -> step = 0;
                case "assistant" -> step++;
                default -> { }
            }
        }
        return step;
    }

    /** The texts of all messages of a role ({@code system}, {@code user}, {@code assistant}, {@code tool}). */
    public List<String> texts(String role) {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals(role)) {
                texts.add(text(message.path("content")));
            }
        }
        return texts;
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        List<String> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part.path("text").asText()));
        return String.join("\n", parts);
    }
}
