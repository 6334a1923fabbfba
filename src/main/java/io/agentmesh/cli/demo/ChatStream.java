package io.agentmesh.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Builds streamed answers of OpenAI's chat-completions API: server-sent events with one chunk each, then {@code
 * [DONE]}. The bean {@code chatStream} of {@code routes/demo}.
 */
public final class ChatStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The text of the last message of a request, which is a string or a list of parts. */
    public String prompt(Map<String, Object> request) {
        List<?> messages = (List<?>) request.get("messages");
        Object content = ((Map<?, ?>) messages.get(messages.size() - 1)).get("content");
        return content instanceof List<?> parts
                ? parts.stream().map(part -> String.valueOf(((Map<?, ?>) part).get("text")))
                        .collect(Collectors.joining("\n"))
                : String.valueOf(content);
    }

    /** Answers with a text. */
    public String text(String text) {
        return stream(Map.of("role", "assistant", "content", text), "stop");
    }

    /** Makes the agent write a text file, which ends with a line break. */
    public String write(String file, String content) {
        String arguments = json(Map.of("filePath", file, "content", content.stripTrailing() + "\n"));
        Map<String, Object> call = Map.of("index", 0, "id", "call_write", "type", "function",
                "function", Map.of("name", "write", "arguments", arguments));
        return stream(Map.of("role", "assistant", "tool_calls", List.of(call)), "tool_calls");
    }

    private static String stream(Map<String, Object> delta, String reason) {
        Map<String, Object> message = Map.of("index", 0, "delta", delta);
        Map<String, Object> end = Map.of("index", 0, "delta", Map.of(), "finish_reason", reason);
        return event(message) + event(end) + "data: [DONE]\n\n";
    }

    private static String event(Map<String, Object> choice) {
        return "data: " + json(Map.of("id", "scripted", "object", "chat.completion.chunk", "created", 0,
                "model", "scripted", "choices", List.of(choice))) + "\n\n";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
