package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Short form of tasks for the monitor: without prompt, result, error and metadata, which may be large. */
public final class OverviewAnswers {

    public static final List<String> STATUSES = List.of("pending", "running", "completed", "failed", "cancelled");

    /**
     * {@code {tasks, counts}}.
     *
     * @param counts  rows of {@code status} and {@code number}
     * @param waiting rows of {@code explain-waiting}
     */
    public String tasks(@Body List<Map<String, Object>> rows,
            @Variable("monitor-tasks.counts") List<Map<String, Object>> counts,
            @Variable("monitor-tasks.waiting") List<Map<String, Object>> waiting) {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        WaitingJson reasons = new WaitingJson(waiting);
        for (Map<String, Object> row : rows) {
            ObjectNode task = shape(row);
            reasons.add(task, row);
            tasks.add(task);
        }
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        STATUSES.forEach(status -> numbers.put(status, 0));
        counts.forEach(row -> numbers.put((String) row.get("status"), ((Number) row.get("number")).longValue()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("tasks", tasks);
        return answer.<ObjectNode>set("counts", numbers).toString();
    }

    private static ObjectNode shape(Map<String, Object> row) {
        return new JsonRow(row)
                .with("id", "codebase_id", "codebase_name", "title", "agent_type", "status", "priority", "created_at",
                        "started_at", "completed_at", "session_id", "worker_id", "attempt", "cancel_requested_at")
                .toJson();
    }
}
