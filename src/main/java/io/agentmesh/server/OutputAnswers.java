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
        rows.forEach(row -> outputs.add(shape(row)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("task_id", (String) task.get("id"));
        return answer.<ObjectNode>set("outputs", outputs).put("total", total.longValue()).toString();
    }

    /**
     * The rows as Server-Sent Events, and {@code event: done} where there are none left and {@code task} is over. The
     * id of an event is its position, so that a client which comes back says by {@code Last-Event-ID} what it has.
     *
     * @param request {@code since}: the position before the first row
     */
    public OutputPage page(@Body Map<String, Object> request, @Variable("rows") List<Map<String, Object>> rows,
            @Variable("task") Map<String, Object> task) {
        StringBuilder events = new StringBuilder();
        int last = (Integer) request.get("since");
        for (Map<String, Object> row : rows) {
            last = ((Number) row.get("position")).intValue();
            events.append("id: ").append(last).append("\nevent: output\ndata: ").append(shape(row)).append("\n\n");
        }
        boolean isEnd = rows.isEmpty() && Verdicts.TERMINAL.contains(task.get("status"));
        if (isEnd) {
            events.append("event: done\ndata: ").append(new Shape(task).with("status").toJson()).append("\n\n");
        }
        return new OutputPage(events.toString(), last, isEnd);
    }

    private static ObjectNode shape(Map<String, Object> row) {
        return new Shape(row).with("output", "timestamp", "worker_id").toJson();
    }
}
