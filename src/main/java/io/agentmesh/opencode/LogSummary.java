package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;

/** What a run's stderr says about its end. */
final class LogSummary {

    private static final String ERROR = "Error: ";

    private String streamError;
    private String failure;
    private String rejectedPermission;
    private String otherAgent;
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
            return;
        }
        rejectedPermission = orElse(LogLine.rejectedPermission(plain), rejectedPermission);
        otherAgent = orElse(LogLine.otherAgent(plain), otherAgent);
        if (plain.startsWith(ERROR)) {
            said = true;
            lastWords = plain.substring(ERROR.length());
        } else if (!said && !plain.isEmpty()) {
            lastWords = plain;
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

    /** Why another agent than the task's took over, or null. */
    String otherAgent() {
        return otherAgent;
    }

    /** The last line that says what the error is, else the last one that is no log; what follows is often its details. */
    String lastWords() {
        return lastWords;
    }
}
