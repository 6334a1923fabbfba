package io.agentmesh.support;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lines as {@code opencode run --format json} prints them (seen with 1.18.33), each with its line end. */
public final class AgentEvents {

    public static final String SESSION = "ses_scripted";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AgentEvents() {
    }

    /** A whole good run: a step that says something. */
    public static String answer(String text) {
        return stepStart("msg_1") + text("msg_1", text) + stepFinish("msg_1", "stop");
    }

    public static String stepStart(String message) {
        return event("step_start", part("step-start", message));
    }

    public static String text(String message, String text) {
        return event("text", part("text", message).put("text", text));
    }

    /** A command line that the agent ran. */
    public static String bash(String message, String command, int exit) {
        ObjectNode part = part("tool", message).put("tool", "bash").put("callID", "call_1");
        ObjectNode state = part.putObject("state").put("status", "completed");
        state.putObject("input").put("command", command).put("description", "a command");
        state.put("output", "").put("title", "a command").putObject("metadata").put("exit", exit);
        return event("tool_use", part);
    }

    /** A tool that failed. */
    public static String failedTool(String message, String tool, Map<String, ?> input, String error) {
        ObjectNode part = part("tool", message).put("tool", tool).put("callID", "call_1");
        part.putObject("state").put("status", "error").put("error", error).set("input", JSON.valueToTree(input));
        return event("tool_use", part);
    }

    /** 10 tokens in, 5 out, one cent. */
    public static String stepFinish(String message, String reason) {
        ObjectNode part = part("step-finish", message).put("reason", reason).put("cost", 0.01);
        part.putObject("tokens").put("total", 15).put("input", 10).put("output", 5).put("reasoning", 0)
                .putObject("cache").put("read", 3).put("write", 2);
        return event("step_finish", part);
    }

    /** @param status of HTTP, or 0 for none */
    public static String error(String name, String message, int status) {
        ObjectNode event = event("error");
        ObjectNode data = event.putObject("error").put("name", name).putObject("data").put("message", message);
        if (status != 0) {
            data.put("statusCode", status).put("isRetryable", status >= 429);
        }
        return event + "\n";
    }

    private static ObjectNode part(String type, String message) {
        return JSON.createObjectNode().put("id", "prt_1").put("messageID", message).put("sessionID", SESSION)
                .put("type", type);
    }

    private static String event(String type, ObjectNode part) {
        ObjectNode event = event(type);
        event.set("part", part);
        return event + "\n";
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type).put("timestamp", 1L).put("sessionID", SESSION);
    }
}
