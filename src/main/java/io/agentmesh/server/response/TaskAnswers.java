package io.agentmesh.server.response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Converts rows of {@code tasks} to the contract's JSON (section "Objects", Task). */
public final class TaskAnswers {

    /** One task. */
    public String one(@Body Map<String, Object> row) {
        return shape(row).toString();
    }

    /**
     * One task with all that is known of it.
     *
     * @param changes a row of {@code task_changes}, or null
     * @param waiting rows of {@code explain-waiting}, or null
     */
    public String detailed(@Variable("task") Map<String, Object> row,
            @Variable("get-task.changes") Map<String, Object> changes,
            @Variable("get-task.waiting") List<Map<String, Object>> waiting) {
        Map<String, Object> whole = new HashMap<>(row);
        if (changes != null) {
            whole.putAll(changes);
        }
        ObjectNode task = shape(whole);
        new WaitingJson(waiting).add(task, row);
        return task.toString();
    }

    /**
     * An array of tasks; rows with {@code prompt_bytes} come without prompt, result and error.
     *
     * @param rows    in the order in which they are due
     * @param waiting rows of {@code explain-waiting}, or null
     */
    public String all(@Body List<Map<String, Object>> rows,
            @Variable("select-tasks.waiting") List<Map<String, Object>> waiting) {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        WaitingJson reasons = new WaitingJson(waiting);
        for (Map<String, Object> row : rows) {
            ObjectNode task = shape(row);
            reasons.addInOrder(task, row);
            tasks.add(task);
        }
        return tasks.toString();
    }

    /** {@code {success, task}}. */
    public String saved(@Body Map<String, Object> row) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
        return answer.<ObjectNode>set("task", shape(row)).toString();
    }

    private static ObjectNode shape(Map<String, Object> row) {
        return row.get("prompt_bytes") == null
                ? shape(row, "id", "codebase_id", "title", "prompt", "agent_type", "status", "priority", "created_at",
                        "started_at", "completed_at", "result", "error", "session_id")
                : shape(row, "id", "codebase_id", "title", "prompt_bytes", "agent_type", "status", "priority",
                        "created_at", "started_at", "completed_at", "session_id");
    }

    private static ObjectNode shape(Map<String, Object> row, String... columns) {
        ObjectNode task = new JsonRow(row).with(columns)
                .json("metadata", "{}")
                .with("worker_id", "attempt")
                .set("output", output(row))
                .toJson();
        ResultJson.add(task, row);
        return task;
    }

    /** Compares the output that the worker reported with what was received; null until it has reported. */
    private static JsonNode output(Map<String, Object> row) {
        if (row.get("said_batches") == null) {
            return NullNode.instance;
        }
        ObjectNode output = new JsonRow(row).put("batches", "said_batches").put("bytes", "said_bytes")
                .with("dropped_bytes").put("received_batches", "attempt_batches").toJson();
        return output.put("complete", output.path("received_batches").asLong() >= output.path("batches").asLong()
                && output.path("dropped_bytes").asLong() == 0);
    }
}
