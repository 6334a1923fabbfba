package io.agentmesh.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

/** An outcome on its way to the server: one file of the outbox, {@code <task>-<attempt>.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboxEntry(@JsonProperty("task_id") String taskId, int attempt, String status, String result,
        String error, @JsonProperty("session_id") String sessionId) {

    static OutboxEntry of(Task task, Outcome outcome) {
        return new OutboxEntry(task.id(), task.attempt(), outcome.status(), outcome.result(), outcome.error(),
                outcome.sessionId());
    }

    OutboxEntry withTexts(String newResult, String newError) {
        return new OutboxEntry(taskId, attempt, status, newResult, newError, sessionId);
    }
}
