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

    static LogSummary of(Path stderr) throws IOException {
        LogSummary log = new LogSummary();
        LineFile.readAll(stderr, log::add);
        return log;
    }

    void add(LineFile.Line line) {
        String text = line.text();
        streamError = orElse(LogLine.streamError(text), streamError);
        failure = orElse(LogLine.failure(text), failure);
        rejectedPermission = orElse(LogLine.rejectedPermission(text), rejectedPermission);
        otherAgent = orElse(LogLine.otherAgent(text), otherAgent);
        String plain = LogLine.plain(text);
        if (plain.startsWith(ERROR)) {
            said = true;
            lastWords = plain.substring(ERROR.length());
        } else if (!said && !plain.isEmpty() && !LogLine.isLog(plain)) {
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
