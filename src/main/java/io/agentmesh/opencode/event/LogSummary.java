package io.agentmesh.opencode.event;

import java.io.IOException;
import java.nio.file.Path;

import io.agentmesh.agent.FinalMessage;
import io.agentmesh.agent.LineFile;

/** Summary of a run's stderr, as far as it explains the outcome. */
final class LogSummary {

    private final FinalMessage message = new FinalMessage();
    private String streamError;
    private String failure;
    private String rejectedPermission;
    private String otherAgent;
    private String done;

    /** @param from the offset to begin at, in bytes */
    static LogSummary of(Path stderr, long from) throws IOException {
        LogSummary log = new LogSummary();
        LineFile.readAll(stderr, from, log::add);
        return log;
    }

    void add(LineFile.Line line) {
        String plain = FinalMessage.plain(line.text());
        message.add(plain);
        if (FinalMessage.isLog(plain)) {
            streamError = orElse(LogLine.streamError(plain), streamError);
            failure = orElse(LogLine.failure(plain), failure);
            done = orElse(LogLine.loopEnd(plain), done);
            done = done != null && done.equals(LogLine.loop(plain)) ? null : done;
        } else {
            rejectedPermission = orElse(LogLine.rejectedPermission(plain), rejectedPermission);
            otherAgent = orElse(LogLine.otherAgent(plain), otherAgent);
        }
    }

    private static String orElse(String now, String before) {
        return now == null ? before : now;
    }

    /** The last failed request to the model, or null. */
    String streamError() {
        return streamError;
    }

    /** The internal error of OpenCode, or null. */
    String failure() {
        return failure;
    }

    /** The permission that nobody could grant, or null. */
    String rejectedPermission() {
        return rejectedPermission;
    }

    /** Whether the session is done, so that OpenCode only has to exit. */
    boolean isDoneWith(String session) {
        return session != null && session.equals(done);
    }

    /** Why OpenCode uses another agent than the task's, or null. */
    String otherAgent() {
        return otherAgent;
    }

    /** See {@link FinalMessage#text()}. */
    String errorText() {
        return message.text();
    }
}
