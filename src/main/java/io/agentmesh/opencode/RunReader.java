package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;

import io.agentmesh.task.Outcome;

/**
 * Reads from a run's files how it ended, by the rule that was measured with OpenCode 1.18: a success is exit 0, every
 * line an event, the last one the end of a step with reason {@code stop}, no error after it, and an answer. The exit
 * status alone says little: cut off, refused and half done all end with 0.
 */
final class RunReader {

    private RunReader() {
    }

    /** @param ending why the worker itself ended the run, or null */
    static Outcome read(RunFolder run, Ending ending) throws IOException {
        EventSummary events = new EventSummary();
        LogSummary log = new LogSummary();
        each(run.stdout(), events::add);
        each(run.stderr(), log::add);
        String failure = failure(run.exitStatus(), events, log);
        Outcome outcome;
        if (failure == null) {
            outcome = Outcome.completed(events.answer());
        } else if (ending != null) {
            outcome = ending.outcome();
        } else {
            outcome = Outcome.failed(failure);
        }
        return outcome.withSession(events.sessionId(), events.usage());
    }

    private static void each(Path file, Consumer<LineFile.Line> reader) throws IOException {
        try (LineFile lines = new LineFile(file, 0)) {
            LineFile.Line line = lines.next();
            for (; line != null; line = lines.next()) {
                reader.accept(line);
            }
            line = lines.rest();
            if (line != null) {
                reader.accept(line);
            }
        }
    }

    /** @return one sentence, or null for a success */
    private static String failure(OptionalInt exit, EventSummary events, LogSummary log) {
        if (log.otherAgent() != null) {
            return "OpenCode can't run this agent: " + log.otherAgent();
        }
        if (events.error() != null) {
            return error(events, log);
        }
        if (exit.isEmpty()) {
            return "the agent was killed before it could finish";
        }
        if (exit.getAsInt() != 0 || events.isEmpty()) {
            return died(exit.getAsInt(), log);
        }
        if (events.unreadable() > 0) {
            return "OpenCode's output is damaged: " + events.unreadable() + " lines of it are no events";
        }
        return finish(events, log);
    }

    private static String error(EventSummary events, LogSummary log) {
        if (log.failure() != null && log.failure().contains("NoProviders")) {
            return "no model is configured: name one in the task's metadata.model, in the setting model, or in "
                    + "OpenCode's own configuration (its public model is not used unless allow_public_model is set)";
        }
        return events.errorName().equals("UnknownError") && log.failure() != null
                ? "OpenCode failed: " + log.failure() : events.error();
    }

    private static String died(int exit, LogSummary log) {
        if (log.rejectedPermission() != null) {
            return refused(log);
        }
        String why = log.lastWords().isEmpty() ? log.failure() : log.lastWords();
        if (why == null && log.streamError() != null) {
            return "the model could not be reached: " + log.streamError();
        }
        return "OpenCode ended with exit " + exit + (why == null ? " and said nothing" : ": " + why);
    }

    private static String finish(EventSummary events, LogSummary log) {
        if (!events.endsWithStep()) {
            return log.rejectedPermission() != null ? refused(log) : "OpenCode stopped in the middle of a step";
        }
        return switch (events.finishReason()) {
            case "stop" -> events.answer().isEmpty() ? "the model gave an empty answer" : null;
            case "length" -> "cut off by the model's output limit";
            case "content-filter" -> "the provider's content filter stopped the answer";
            case "tool-calls" -> log.rejectedPermission() != null ? refused(log)
                    : "OpenCode stopped after a tool call, before the task was finished";
            default -> "the model stopped for an unusual reason: " + events.finishReason();
        };
    }

    private static String refused(LogSummary log) {
        return "stopped because a permission was refused: " + log.rejectedPermission();
    }
}
