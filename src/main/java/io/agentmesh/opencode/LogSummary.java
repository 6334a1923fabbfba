package io.agentmesh.opencode;

/** What a run's stderr says about its end. */
final class LogSummary {

    private String streamError;
    private String failure;
    private String rejectedPermission;
    private String otherAgent;
    private String lastWords = "";

    void add(LineFile.Line line) {
        String text = line.text();
        streamError = orElse(LogLine.streamError(text), streamError);
        failure = orElse(LogLine.failure(text), failure);
        rejectedPermission = orElse(LogLine.rejectedPermission(text), rejectedPermission);
        otherAgent = orElse(LogLine.otherAgent(text), otherAgent);
        String plain = LogLine.plain(text);
        lastWords = LogLine.isLog(plain) || plain.isEmpty() ? lastWords : plain;
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

    /** The last line that is no log. */
    String lastWords() {
        return lastWords;
    }
}
