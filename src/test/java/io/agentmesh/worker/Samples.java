package io.agentmesh.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.settings.Limits;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

/** Tasks and outcomes that tests begin with. */
public final class Samples {

    public static final Outcome OUTCOME = Outcome.completed("the answer");

    /** No task after two outcomes that wait, or a KiB of them. */
    public static final Limits LIMITS = new Limits(2, 1024, 1 << 20, 1 << 20);

    private Samples() {
    }

    /** A pending task of the codebase {@code cb1}. */
    public static Task task(String id) {
        return task(id, "cb1", "build", metadata());
    }

    public static Task ofCodebase(String id, String codebaseId) {
        return task(id, codebaseId, "build", metadata());
    }

    public static Task ofType(String id, String agentType) {
        return task(id, "cb1", agentType, metadata());
    }

    public static Task registration(String id, String path) {
        return task(id, "__pending__", "register_codebase", metadata().put("name", "shop").put("path", path));
    }

    static Task withPriority(String id, int priority) {
        return new Task(id, "cb1", "a title", "say hello", "build", "pending", priority, "2026-01-02T03:04:05", null,
                null, null, 0);
    }

    private static Task task(String id, String codebaseId, String agentType, ObjectNode metadata) {
        return new Task(id, codebaseId, "a title", "say hello", agentType, "pending", 0, "2026-01-02T03:04:05", null,
                metadata, null, 0);
    }

    private static ObjectNode metadata() {
        return JsonNodeFactory.instance.objectNode();
    }
}
