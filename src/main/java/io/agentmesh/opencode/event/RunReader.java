package io.agentmesh.opencode.event;

import java.io.IOException;
import java.util.OptionalInt;

import io.agentmesh.agent.FinalMessage;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunReading;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.text.CutText;

/**
 * Reads the outcome of a run from its files, by a rule measured with OpenCode 1.18: a success is exit 0, a last event
 * that ends a step with reason {@code stop}, no error after it, and an answer. The exit status alone isn't enough: it
 * is 0 for truncated, refused and unfinished answers too. Lines that aren't events, such as a plugin's, are ignored.
 */
final class RunReader {

    /** In characters. A provider may answer an error with a whole page. */
    private static final int MAX_SENTENCE = 2000;
    /** In characters, of an answer quoted in an error. */
    private static final int MAX_ANSWER = 200;
    private static final int NOT_STARTED = 126;
    private static final int NOT_FOUND = 127;
    private static final int BY_SIGNAL = 128;
    private static final int KILL = 9;

    private RunReader() {
    }

    /**
     * Reads the output once, however long it is.
     *
     * @param reason why the worker ended the run, or null
     */
    static RunReading read(RunFolder run, TerminationReason reason) throws IOException {
        RunRecord record = run.readJournal().orElse(null);
        EventSummary events = EventSummary.of(run.stdout(), record == null ? 0 : record.stdoutFrom());
        LogSummary log = LogSummary.of(run.stderr(), record == null ? 0 : record.stderrFrom());
        boolean isFinished = reason != null && reason.isFinished();
        String failure = failure(run, events, log, isFinished ? OptionalInt.of(0) : run.exitStatus());
        Outcome outcome;
        if (failure == null) {
            outcome = Outcome.completed(events.answer());
        } else if (reason == null || isFinished) {
            outcome = Outcome.failed(sentence(failure));
        } else {
            outcome = new Outcome(reason.status(), null, sentence(withLogged(reason, log)), null, null);
        }
        return new RunReading(outcome.withSession(events.sessionId(), events.usage()),
                reason == null && isTransient(run, events, log));
    }

    /**
     * A run that died before its first event has done nothing; a database locked by another run is free again soon.
     */
    private static boolean isTransient(RunFolder run, EventSummary events, LogSummary log) throws IOException {
        boolean isDead = run.exitStatus().orElse(0) != 0;
        return events.isTransient() || isDead && (events.isEmpty()
                || !events.hasWritten() && AgentError.isLock(log.errorText() + log.failure()));
    }

    private static String sentence(String text) {
        String cut = CutText.to(MAX_SENTENCE, text);
        return cut.length() < text.length() ? cut + " …" : text;
    }

    /** A run often stalls or times out because the model doesn't answer. */
    private static String withLogged(TerminationReason reason, LogSummary log) {
        return log.streamError() == null || !reason.status().equals(Outcome.FAILED) ? reason.sentence()
                : reason.sentence() + "; the model could not be reached at times: " + log.streamError();
    }

    /** @return one sentence, or null for a success */
    private static String failure(RunFolder run, EventSummary events, LogSummary log, OptionalInt exit) throws IOException {
        if (log.otherAgent() != null) {
            return "OpenCode can't run this agent: " + log.otherAgent();
        }
        if (events.error() != null) {
            return error(events, log);
        }
        if (exit.isEmpty()) {
            String words = FinalMessage.of(run.wrapperLog(), 0).text();
            return words.isEmpty() ? "the agent was killed before it could finish"
                    : "how the agent ended could not be kept: " + words;
        }
        if (exit.getAsInt() != 0 || events.isEmpty()) {
            RunRecord record = run.readJournal().orElse(null);
            return died(exit.getAsInt(), log, events.isEmpty()
                    ? FinalMessage.withoutError(run.stdout(), record == null ? 0 : record.stdoutFrom()) : silentEnd(events));
        }
        return finish(events, log);
    }

    private static String silentEnd(EventSummary events) {
        if (events.answer().isEmpty()) {
            return (events.endsWithStep() ? " after a step" : " in the middle of a step") + "; its standard error is empty";
        }
        String answer = CutText.to(MAX_ANSWER, events.answer());
        return " after its answer; its standard error is empty, and the answer is in the output: " + answer
                + (answer.length() < events.answer().length() ? " …" : "");
    }

    private static String error(EventSummary events, LogSummary log) {
        if (log.failure() != null && log.failure().contains("NoProviders")) {
            return "no model is configured: name one in the task's metadata.model, in the setting model, or in "
                    + "OpenCode's own configuration (its public model is not used unless allow_public_model is set)";
        }
        return events.errorName().equals("UnknownError") && log.failure() != null
                ? "OpenCode failed: " + log.failure() : events.error();
    }

    /** @param silent the sentence where the log explains nothing */
    private static String died(int exit, LogSummary log, String silent) {
        if (log.rejectedPermission() != null) {
            return refused(log);
        }
        String why = log.errorText().isEmpty() ? log.failure() : log.errorText();
        if (why == null && log.streamError() != null) {
            return "the model could not be reached: " + log.streamError();
        }
        if (exit == BY_SIGNAL + KILL) {
            return "OpenCode was killed (signal 9), as the system does where memory runs out";
        }
        return end(exit) + (why == null ? silent : ": " + why);
    }

    private static String end(int exit) {
        if (exit == NOT_STARTED || exit == NOT_FOUND) {
            return "OpenCode could not be started";
        }
        return exit > BY_SIGNAL ? "OpenCode was ended by signal " + (exit - BY_SIGNAL)
                : "OpenCode ended with exit " + exit;
    }

    private static String finish(EventSummary events, LogSummary log) {
        if (!events.endsWithStep()) {
            return log.rejectedPermission() != null ? refused(log)
                    : "OpenCode stopped in the middle of a step" + damage(events.unreadable());
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

    /** A line that isn't an event is no error by itself, but may be the rest of a damaged event. */
    private static String damage(int unreadable) {
        return unreadable == 0 ? "" : unreadable == 1 ? "; a line of its output is no event"
                : "; " + unreadable + " lines of its output are no events";
    }

    private static String refused(LogSummary log) {
        return "stopped because a permission was refused: " + log.rejectedPermission();
    }
}
