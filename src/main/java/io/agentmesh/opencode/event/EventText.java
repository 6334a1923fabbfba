package io.agentmesh.opencode.event;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.LineFile;
import io.agentmesh.task.text.CutText;

/** Formats events for people who follow a task: the agent's text, one line a tool call, and errors. */
final class EventText {

    /** Input fields that describe a tool call, the most descriptive first. */
    private static final List<String> SUBJECT_FIELDS =
            List.of("command", "filePath", "path", "pattern", "url", "query", "description", "name");

    private static final int MAX_SUBJECT = 200;

    private EventText() {
    }

    /** @return the text without a line end, or empty; a line that isn't an event is returned unchanged */
    static String of(LineFile.Line line) {
        OpenCodeEvent event = OpenCodeEvent.of(line);
        if (event == null) {
            return line.text();
        }
        String before = line.text().substring(0, OpenCodeEvent.start(line.text())).strip();
        String text = of(event);
        return before.isEmpty() || text.isEmpty() ? before + text : before + "\n" + text;
    }

    private static String of(OpenCodeEvent event) {
        return switch (event.type()) {
            case "text" -> event.part().path("text").asText("").strip();
            case "tool_use" -> tool(event.part());
            case "error" -> "✗ " + AgentError.sentence(event.error());
            default -> "";
        };
    }

    private static String tool(JsonNode part) {
        JsonNode state = part.path("state");
        String line = "▸ " + part.path("tool").asText("tool") + ": " + firstLine(subject(state));
        if (state.path("status").asText("").equals("error")) {
            return line + " ✗ " + firstLine(state.path("error").asText("failed"));
        }
        JsonNode exit = state.path("metadata").path("exit");
        return exit.isNumber() ? line + " → exit " + exit.asInt() : line;
    }

    private static String subject(JsonNode state) {
        JsonNode input = state.path("input");
        return SUBJECT_FIELDS.stream().map(field -> input.path(field).asText("")).filter(text -> !text.isBlank()).findFirst()
                .orElse(state.path("title").asText(""));
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        String shown = CutText.to(MAX_SUBJECT, line);
        return shown + (shown.length() < text.strip().length() ? " …" : "");
    }
}
