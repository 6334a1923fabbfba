package io.agentmesh.server;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Rows of the table {@code task_output} as the contract shows them (section "Tasks"). */
public final class OutputAnswers {

    /** {@code {success}}, and {@code cancelled: true} where the holder of {@code task} should stop. */
    public String stored(@Variable("task") Map<String, Object> task) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
        if (task.get("cancel_requested_at") != null) {
            answer.put("cancelled", true);
        }
        return answer.toString();
    }

    /** {@code {task_id, outputs, total}}. */
    public String read(@Body List<Map<String, Object>> rows, @Variable("total") Number total,
            @Variable("task") Map<String, Object> task) {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> outputs.add(new Shape(row).with("output", "timestamp", "worker_id").toJson()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("task_id", (String) task.get("id"));
        return answer.<ObjectNode>set("outputs", outputs).put("total", total.longValue()).toString();
    }
}
