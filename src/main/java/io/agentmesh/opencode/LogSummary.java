package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a run's stderr says about its end. */
final class LogSummary {

    private static final String ERROR = "Error: ";
    /** In lines; what is longer is the talk of a program, and not one error. */
    private static final int LONGEST_ERROR = 30;
    private static final Pattern STACK = Pattern.compile("^(?:at \\S|\\d+ \\| |\\^)");

    private String streamError;
    private String failure;
    private String rejectedPermission;
    private String otherAgent;
    private String done;
    private String firstWords = "";
    private int words;
    private String lastWords = "";
    private boolean said;

    /** @param from the offset to begin at, in bytes */
    static LogSummary of(Path stderr, long from) throws IOException {
        LogSummary log = new LogSummary();
        LineFile.readAll(stderr, from, log::add);
        return log;
    }

    void add(LineFile.Line line) {
        String plain = LogLine.plain(line.text());
        if (LogLine.isLog(plain)) {
            streamError = orElse(LogLine.streamError(plain), streamError);
            failure = orElse(LogLine.failure(plain), failure);
            done = orElse(LogLine.loopLeft(plain), done);
            done = done != null && done.equals(LogLine.loop(plain)) ? null : done;
            words = 0;
            return;
        }
        rejectedPermission = orElse(LogLine.rejectedPermission(plain), rejectedPermission);
        otherAgent = orElse(LogLine.otherAgent(plain), otherAgent);
        if (plain.startsWith(ERROR)) {
            said = true;
            lastWords = plain.substring(ERROR.length());
        } else if (!said && !plain.isEmpty()) {
            firstWords = words == 0 ? plain : firstWords;
            words++;
            lastWords = STACK.matcher(plain).find() && !lastWords.isEmpty() ? lastWords : plain;
        }
    }

    private static String orElse(String now, String before) {
        return now == null ? before : now;
    }

    /** The last try to reach the model that failed, or null. */
    String streamError() {
        return streamError;
    }

    /** OpenCode's own failure, or null. */
    String failure() {
        return failure;
    }

    /** What nobody was there to allow, or null. */
    String rejectedPermission() {
        return rejectedPermission;
    }

    /** Whether OpenCode was last done with a session: it only has to exit then. */
    boolean isDoneWith(String session) {
        return session != null && session.equals(done);
    }

    /** Why another agent than the task's took over, or null. */
    String otherAgent() {
        return otherAgent;
    }

    /**
     * The last line that says what the error is, and what follows is often its details; else the first and the last line
     * since the last log: an error of several lines says in the first one what it is.
     */
    String lastWords() {
        return said || words < 2 || words > LONGEST_ERROR || firstWords.equals(lastWords) ? lastWords
                : firstWords + " … " + lastWords;
    }

    /** The last line that is no log. */
    String lastLine() {
        return lastWords;
    }
}
