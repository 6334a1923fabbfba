package io.agentmesh.worker.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

/**
 * An outcome on its way to the server: one file of the outbox, {@code <task>-<attempt>.json}.
 *
 * @param codebaseId for the log; null in a file of an earlier version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboxEntry(@JsonProperty("task_id") String taskId, int attempt,
        @JsonProperty("codebase_id") String codebaseId, String status, String result, String error,
        @JsonProperty("session_id") String sessionId) {

    private static final String CUT = "\n[cut here: the server takes no longer text]";
    private static final int MIN_CUT = 500;

    public static OutboxEntry of(Task task, Outcome outcome) {
        return new OutboxEntry(task.id(), task.attempt(), task.codebaseId(), outcome.status(), outcome.result(),
                outcome.error(), outcome.sessionId());
    }

    /** Whether it is complete, and belongs to this run. */
    boolean isOf(String run) {
        return taskId != null && status != null && run.equals(Runs.key(taskId, attempt));
    }

    /** With half of its texts, as far as they are long enough. */
    OutboxEntry halved() {
        return withTexts(halved(result), halved(error));
    }

    OutboxEntry withTexts(String newResult, String newError) {
        return new OutboxEntry(taskId, attempt, codebaseId, status, newResult, newError, sessionId);
    }

    private static String halved(String text) {
        if (text == null || text.length() < MIN_CUT) {
            return text;
        }
        String whole = text.replace(CUT, "");
        int middle = whole.length() / 2;
        // Half a surrogate pair can't be written.
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(middle - 1)) ? middle - 1 : middle) + CUT;
    }
}
