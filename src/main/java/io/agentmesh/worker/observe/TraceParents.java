package io.agentmesh.worker.observe;

import java.util.Set;
import java.util.function.UnaryOperator;

import io.agentmesh.task.Task;
import io.agentmesh.worker.client.CallKind;
import io.agentmesh.worker.outbox.OutboxEntry;

/**
 * Assigns calls to the server to traces. Batches of output belong to none: a long run has thousands.
 */
public class TraceParents {

    private static final Set<String> FOR_A_TASK = Set.of("claim", "give-back", "get-codebase", "list-codebases", "get-task",
            "register-codebase");

    private final UnaryOperator<String> traceparents;

    /** @param traceparents by task id; null for a task without a trace */
    TraceParents(UnaryOperator<String> traceparents) {
        this.traceparents = traceparents;
    }

    /**
     * @param call    see {@link CallKind}
     * @param task    of the caller, or null
     * @param outcome that the call reports, or null
     * @return a W3C {@code traceparent}, or null
     */
    public String of(String call, Task task, OutboxEntry outcome) {
        if (call.equals("report")) {
            return outcome == null ? null : traceparents.apply(outcome.taskId());
        }
        return task == null || !FOR_A_TASK.contains(call) ? null : traceparents.apply(task.id());
    }
}
