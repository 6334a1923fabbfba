package io.agentmesh.opencode.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.Usage;
import io.agentmesh.task.text.CutText;

/**
 * Summary of a run's events: the answer is the text of the message of the last step; tokens and cost are summed over
 * all steps.
 */
public final class EventSummary {

    /** Maximum length of the stored answer, in characters; the output has all of it. */
    static final int MAX_ANSWER = 1 << 20;

    private static final String CUT = "\n[cut here: it was too long]";

    /** Tools that only read; any other may write. */
    private static final Set<String> READING = Set.of("read", "glob", "grep", "list", "webfetch", "websearch",
            "codesearch", "todoread", "todowrite", "skill", "invalid");

    private final StringBuilder text = new StringBuilder();
    private String textMessage = "";
    private String sessionId;
    private Usage usage = Usage.NONE;
    private String lastType = "";
    private String finishReason = "";
    private String finishMessage = "";
    private String error;
    private String errorName = "";
    private boolean transientError;
    private boolean wrote;
    private int unreadable;

    /**
     * Reads a run's events. Those before the offset only count for the usage.
     *
     * @param from where the current start of the run begins in the file, in bytes
     */
    public static EventSummary of(Path stdout, long from) throws IOException {
        EventSummary events = new EventSummary();
        // A process of the run may have emptied the file meanwhile.
        long begin = from > RunFolder.size(stdout) ? 0 : from;
        LineFile.readAll(stdout, 0, line -> {
            if (line.end() <= begin) {
                events.addUsed(line);
            } else {
                events.add(line);
            }
        });
        return events;
    }

    private void addUsed(LineFile.Line line) {
        OpenCodeEvent event = OpenCodeEvent.of(line);
        if (event != null) {
            sessionId = event.sessionId() == null ? sessionId : event.sessionId();
            addTool(event);
            if (event.type().equals("step_finish")) {
                addUsage(event.part());
            }
        }
    }

    void add(LineFile.Line line) {
        OpenCodeEvent event = OpenCodeEvent.of(line);
        if (event == null) {
            unreadable += line.text().isBlank() ? 0 : 1;
            return;
        }
        sessionId = event.sessionId() == null ? sessionId : event.sessionId();
        lastType = event.isKnown() ? event.type() : lastType;
        addTool(event);
        switch (event.type()) {
            case "step_start" -> begin(event.part());
            case "text" -> addText(event.part(), line.cut());
            case "step_finish" -> finish(event.part());
            case "error" -> {
                error = AgentError.sentence(event.error());
                errorName = event.error().path("name").asText("");
                transientError = AgentError.isTransient(event.error());
            }
            default -> {
                // Tools and reasoning don't affect the outcome.
            }
        }
    }

    private void addTool(OpenCodeEvent event) {
        wrote |= event.type().equals("tool_use") && !READING.contains(event.part().path("tool").asText(""));
    }

    /** A message that begins again: its stream broke off, and OpenCode retries the whole message. */
    private void begin(JsonNode part) {
        if (part.path("messageID").asText("").equals(textMessage)) {
            text.setLength(0);
        }
    }

    private void addText(JsonNode part, boolean cut) {
        String message = part.path("messageID").asText("");
        if (!message.equals(textMessage)) {
            text.setLength(0);
            textMessage = message;
        }
        if (text.length() < MAX_ANSWER) {
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText("").strip());
        }
        if (text.length() > MAX_ANSWER) {
            text.setLength(CutText.to(MAX_ANSWER, text.toString()).length());
            text.append(cut ? CUT : "\n[cut here; the output has all of it]");
        } else if (cut) {
            text.append(CUT);
        }
    }

    private void finish(JsonNode part) {
        finishReason = part.path("reason").asText("");
        finishMessage = part.path("messageID").asText("");
        error = null;
        addUsage(part);
    }

    private void addUsage(JsonNode part) {
        JsonNode tokens = part.path("tokens");
        usage = usage.plus(new Usage(tokens.path("input").asLong(0), tokens.path("output").asLong(0),
                tokens.path("reasoning").asLong(0), tokens.path("cache").path("read").asLong(0),
                tokens.path("cache").path("write").asLong(0), part.path("cost").asDouble(0)));
    }

    String answer() {
        return finishMessage.equals(textMessage) ? text.toString().strip() : "";
    }

    String sessionId() {
        return sessionId;
    }

    Usage usage() {
        return usage;
    }

    /** A sentence, or null where a step ended after the error. */
    String error() {
        return error;
    }

    /**
     * Whether the run ended with a retryable error of the provider before any tool wrote something.
     */
    public boolean isTransient() {
        return error != null && transientError && !wrote;
    }

    /** Whether a tool may have changed something. */
    boolean hasWritten() {
        return wrote;
    }

    /** OpenCode's name for the error, such as {@code APIError}. */
    String errorName() {
        return errorName;
    }

    /** Whether the very last event ended a step. */
    boolean endsWithStep() {
        return lastType.equals("step_finish");
    }

    String finishReason() {
        return finishReason;
    }

    /** The number of lines that aren't events. */
    int unreadable() {
        return unreadable;
    }

    boolean isEmpty() {
        return lastType.isEmpty();
    }
}
