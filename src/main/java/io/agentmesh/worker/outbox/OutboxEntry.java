package io.agentmesh.worker.outbox;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import io.agentmesh.task.changes.Changes;

/**
 * An outcome on its way to the server: one file of the outbox, {@code <task>-<attempt>.json}.
 *
 * @param codebaseId for the log; null in a file of an earlier version
 * @param changes    or null where unknown
 * @param usage      or null where there was none
 * @param data       of hooks, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboxEntry(@JsonProperty("task_id") String taskId, int attempt,
        @JsonProperty("codebase_id") String codebaseId, String status, String result, String error,
        @JsonProperty("session_id") String sessionId, Changes changes, Usage usage, Map<String, Object> data) {

    private static final String CUT = "\n[cut here: the server takes no longer text]";
    private static final int MIN_CUT = 500;

    /** Without changes, usage and data. */
    public OutboxEntry(String taskId, int attempt, String codebaseId, String status, String result, String error,
            String sessionId) {
        this(taskId, attempt, codebaseId, status, result, error, sessionId, null, null, null);
    }

    public static OutboxEntry of(Task task, Outcome outcome) {
        Usage usage = outcome.usage().total() == 0 ? null : outcome.usage();
        String model = task.metadataText("model");
        return new OutboxEntry(task.id(), task.attempt(), task.codebaseId(), outcome.status(), outcome.result(),
                outcome.error(), outcome.sessionId(), outcome.changes(),
                usage == null || usage.model() != null || model == null ? usage : usage.withModel(model), outcome.data());
    }

    /** Whether it is complete, and belongs to this run. */
    boolean isOf(String run) {
        return taskId != null && status != null && run.equals(Runs.key(taskId, attempt));
    }

    /** Without its diff; where it has none, without its changes and data; then with half of its long texts. */
    OutboxEntry smaller() {
        if (changes != null && !changes.diff().isEmpty()) {
            return with(changes.withoutDiff(), data);
        }
        return changes != null || data != null ? with(null, null) : withTexts(halved(result), halved(error));
    }

    private OutboxEntry with(Changes newChanges, Map<String, Object> newData) {
        return new OutboxEntry(taskId, attempt, codebaseId, status, result, error, sessionId, newChanges, usage, newData);
    }

    OutboxEntry withTexts(String newResult, String newError) {
        return new OutboxEntry(taskId, attempt, codebaseId, status, newResult, newError, sessionId, changes,
                usage, data);
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
