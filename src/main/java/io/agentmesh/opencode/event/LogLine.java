package io.agentmesh.opencode.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.agent.FinalMessage;
import io.agentmesh.task.text.CutText;

/**
 * What a line of OpenCode's stderr means ({@code --print-logs --log-level INFO}): most are logs, some are the only
 * trace of why a run ended.
 */
final class LogLine {

    /** In characters. Some of the patterns take time by the square of the length, and a line may have megabytes. */
    private static final int LOOKED_AT = 32 << 10;
    // Logs quote titles and prompts, so what is looked for must stand at the beginning.
    private static final String ERROR_LOG = "^timestamp=\\S+ level=ERROR run=\\S+ ";
    private static final Pattern STREAM_ERROR =
            Pattern.compile(ERROR_LOG + "message=\"stream error\".* error\\.error=\"(.*)\"$");
    private static final Pattern FAILED =
            Pattern.compile(ERROR_LOG + "message=failed ref=\\S+ error=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern REJECTED = Pattern.compile("^permission requested: (.*?);? auto-rejecting");
    private static final Pattern FALLBACK = Pattern.compile("^(agent \".*\" .*)\\. Falling back to default agent$");

    private static final Pattern LOOP = Pattern.compile("^timestamp=\\S+ level=INFO run=\\S+ message=loop session\\.id=(\\S+)");
    private static final Pattern LOOP_LEFT =
            Pattern.compile("^timestamp=\\S+ level=INFO run=\\S+ message=\"exiting loop\" session\\.id=(\\S+)");

    private LogLine() {
    }

    /** What a person who follows the task should read of it, or empty. */
    static String text(String raw) {
        String line = FinalMessage.plain(raw);
        String error = streamError(line);
        if (error != null) {
            return "✗ the model could not be reached: " + error + " (OpenCode tries again where it makes sense)";
        }
        return FinalMessage.isLog(line) ? "" : line;
    }

    /** A try to reach the model that failed. */
    static String streamError(String line) {
        return first(STREAM_ERROR, line);
    }

    /** An error of OpenCode itself, whose event says only that there was one. */
    static String failure(String line) {
        return first(FAILED, line);
    }

    /** A permission that was asked for, with nobody to grant it: the run stops, with exit 0. */
    static String rejectedPermission(String plain) {
        return first(REJECTED, plain);
    }

    /** OpenCode goes on with another agent than the task's. */
    static String otherAgent(String plain) {
        return first(FALLBACK, plain);
    }

    /** The session that OpenCode takes the next step of. */
    static String loop(String line) {
        return first(LOOP, line);
    }

    /** The session that OpenCode is done with. */
    static String loopLeft(String line) {
        return first(LOOP_LEFT, line);
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(pattern == FAILED ? line : CutText.to(LOOKED_AT, line));
        return matcher.find() ? matcher.group(1).replaceFirst("^AI_[A-Za-z]+: ", "") : null;
    }
}
