package io.agentmesh.worker.observe;

import java.util.Set;
import java.util.function.UnaryOperator;

import io.agentmesh.task.Task;
import io.agentmesh.worker.client.CallKind;
import io.agentmesh.worker.outbox.OutboxEntry;

/**
 * Which trace a call to the server belongs to. Batches of output belong to none: those of a long run would be thousands.
 */
public class TraceParents {

    private static final Set<String> FOR_A_TASK = Set.of("claim", "give-back", "get-codebase", "list-codebases", "get-task",
            "register-codebase");

    private final UnaryOperator<String> traceparents;

    /** @param traceparents of a task, by its id; null where it isn't traced */
    TraceParents(UnaryOperator<String> traceparents) {
        this.traceparents = traceparents;
    }

    /**
     * @param call    see {@link CallKind}
     * @param task    that the caller works for, or null
     * @param outcome that the caller reports, or null
     * @return a W3C {@code traceparent}, or null
     */
    public String of(String call, Task task, OutboxEntry outcome) {
        if (call.equals("report")) {
            return outcome == null ? null : traceparents.apply(outcome.taskId());
        }
        return task == null || !FOR_A_TASK.contains(call) ? null : traceparents.apply(task.id());
    }
}
