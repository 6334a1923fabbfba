package io.agentmesh.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One answer of a {@link ScriptedModel}.
 *
 * @param status HTTP status; anything but 200 is answered with an error body
 * @param chunks of the event stream, each one JSON object
 * @param hangs  whether nothing is answered until the model is closed
 */
public record ModelReply(int status, List<JsonNode> chunks, boolean hangs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Says something, and is done. */
    public static ModelReply text(String text) {
        return text(text, "stop");
    }

    /** Says something and ends for the given reason, such as {@code length} (cut off) or {@code content_filter}. */
    public static ModelReply text(String text, String finishReason) {
        return new ModelReply(200, List.of(delta(JSON.createObjectNode().put("role", "assistant").put("content", text)),
                end(finishReason)), false);
    }

    /** Calls a tool of the agent. */
    public static ModelReply tool(String name, Map<String, ?> arguments) {
        ObjectNode delta = JSON.createObjectNode().put("role", "assistant");
        ObjectNode call = delta.putArray("tool_calls").addObject();
        call.put("index", 0).put("id", "call_" + name + "_" + System.nanoTime()).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", JSON.valueToTree(arguments).toString());
        return new ModelReply(200, List.of(delta(delta), end("tool_calls")), false);
    }

    /** Runs a command line in the agent's shell. */
    public static ModelReply bash(String command) {
        return tool("bash", Map.of("command", command, "description", "a scripted command"));
    }

    /** Writes a file; a relative path is taken in the codebase. */
    public static ModelReply write(String file, String content) {
        return tool("write", Map.of("filePath", file, "content", content));
    }

    /** Reads a file; one outside the codebase needs a permission. */
    public static ModelReply read(String file) {
        return tool("read", Map.of("filePath", file));
    }

    /** Refuses, such as 401 (no valid key) or 500. */
    public static ModelReply status(int status) {
        return new ModelReply(status, List.of(), false);
    }

    /** Says nothing for as long as the model is there. */
    public static ModelReply hang() {
        return new ModelReply(200, List.of(), true);
    }

    /** As an event stream, with its end mark. */
    String asEventStream() {
        List<String> events = new ArrayList<>();
        chunks.forEach(chunk -> events.add("data: " + chunk + "\n\n"));
        events.add("data: [DONE]\n\n");
        return String.join("", events);
    }

    private static ObjectNode delta(ObjectNode delta) {
        ObjectNode chunk = chunk();
        chunk.putArray("choices").addObject().put("index", 0).putNull("finish_reason").set("delta", delta);
        return chunk;
    }

    private static ObjectNode end(String reason) {
        ObjectNode chunk = chunk();
        chunk.putArray("choices").addObject().put("index", 0).put("finish_reason", reason).putObject("delta");
        chunk.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 5).put("total_tokens", 15);
        return chunk;
    }

    private static ObjectNode chunk() {
        return JSON.createObjectNode().put("id", "chatcmpl-scripted").put("object", "chat.completion.chunk")
                .put("created", 0).put("model", "scripted");
    }
}
