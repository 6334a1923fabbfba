package io.agentmesh.opencode.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.agent.FinalMessage;
import io.agentmesh.task.text.CutText;

/**
 * Recognises lines of OpenCode's stderr ({@code --print-logs --log-level INFO}): most are logs, some are the only trace
 * of why a run ended.
 */
final class LogLine {

    /** In characters. Some patterns take quadratic time, and a line may have megabytes. */
    private static final int MAX_LENGTH = 32 << 10;
    // Logs quote titles and prompts, so the patterns are anchored at the beginning.
    private static final String ERROR_LOG = "^timestamp=\\S+ level=ERROR run=\\S+ ";
    private static final Pattern STREAM_ERROR =
            Pattern.compile(ERROR_LOG + "message=\"stream error\".* error\\.error=\"(.*)\"$");
    private static final Pattern FAILED =
            Pattern.compile(ERROR_LOG + "message=failed ref=\\S+ error=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern REJECTED = Pattern.compile("^permission requested: (.*?);? auto-rejecting");
    private static final Pattern FALLBACK = Pattern.compile("^(agent \".*\" .*)\\. Falling back to default agent$");

    private static final Pattern LOOP = Pattern.compile("^timestamp=\\S+ level=INFO run=\\S+ message=loop session\\.id=(\\S+)");
    private static final Pattern LOOP_END =
            Pattern.compile("^timestamp=\\S+ level=INFO run=\\S+ message=\"exiting loop\" session\\.id=(\\S+)");

    private LogLine() {
    }

    /** The line for people who follow the task, or empty. */
    static String text(String raw) {
        String line = FinalMessage.plain(raw);
        String error = streamError(line);
        if (error != null) {
            return "✗ the model could not be reached: " + error + " (OpenCode tries again where it makes sense)";
        }
        return FinalMessage.isLog(line) ? "" : line;
    }

    /** A failed request to the model. */
    static String streamError(String line) {
        return first(STREAM_ERROR, line);
    }

    /** An internal error of OpenCode, whose event has no details. */
    static String failure(String line) {
        return first(FAILED, line);
    }

    /** A permission that nobody could grant: the run then stops with exit 0. */
    static String rejectedPermission(String plain) {
        return first(REJECTED, plain);
    }

    /** OpenCode uses another agent than the task's. */
    static String otherAgent(String plain) {
        return first(FALLBACK, plain);
    }

    /** The session whose next step begins. */
    static String loop(String line) {
        return first(LOOP, line);
    }

    /** The session that is done. */
    static String loopEnd(String line) {
        return first(LOOP_END, line);
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(pattern == FAILED ? line : CutText.to(MAX_LENGTH, line));
        return matcher.find() ? matcher.group(1).replaceFirst("^AI_[A-Za-z]+: ", "") : null;
    }
}
