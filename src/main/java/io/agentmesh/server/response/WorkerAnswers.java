package io.agentmesh.server.response;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.server.error.NotFoundException;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Converts rows of {@code workers} to the contract's JSON (sections "Objects" and "Workers"). */
public final class WorkerAnswers {

    /** The extensions of the contract that this server supports; a worker uses no others. */
    private static final List<String> FEATURES = List.of("claim", "wait", "cancel", "cancel-wait", "release",
            "output-seq", "idempotency-key", "changes");

    private final Times times;
    private final Duration workerTimeout;

    /** @param workerTimeout how long a worker may be silent before it counts as offline */
    public WorkerAnswers(Times times, Duration workerTimeout) {
        this.times = times;
        this.workerTimeout = workerTimeout;
    }

    /** One worker. */
    public String one(@Body Map<String, Object> row) {
        return shape(row).toString();
    }

    /** An array of workers. */
    public String all(@Body List<Map<String, Object>> rows) {
        ArrayNode workers = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> workers.add(shape(row)));
        return workers.toString();
    }

    /** {@code {success, worker, worker_timeout, features}}; the timeout in seconds. */
    public String registered(@Body Map<String, Object> row) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true)
                .put("worker_timeout", workerTimeout.toMillis() / 1e3);
        answer.set("worker", shape(row));
        return answer.<ObjectNode>set("features", array(FEATURES)).toString();
    }

    /** {@code {success, cancel}} of the rows of tasks to stop. */
    public String beaten(@Body List<Map<String, Object>> tasks) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
        return answer.<ObjectNode>set("cancel", array(tasks.stream().map(task -> (String) task.get("id")).toList()))
                .toString();
    }

    /**
     * {@code {cancel}}, without tasks that the worker knows of.
     *
     * @param rows one for each task to stop; one without a task where there is none, none where there is no such worker
     * @param told ids of the tasks that the worker knows of
     */
    public String cancels(@Body List<Map<String, Object>> rows, @Variable("list-cancels.told") Set<String> told) {
        if (rows.isEmpty()) {
            throw new NotFoundException("There is no such worker: register it again.");
        }
        return JsonNodeFactory.instance.objectNode().<ObjectNode>set("cancel", array(rows.stream()
                .map(row -> (String) row.get("id")).filter(id -> id != null && !told.contains(id)).toList())).toString();
    }

    /**
     * {@code {"workers": […]}} with their counts.
     *
     * @param codebases rows of {@code worker_id} and {@code name}
     */
    public String monitored(@Body List<Map<String, Object>> rows,
            @Variable("monitor-workers.codebases") List<Map<String, Object>> codebases) {
        ArrayNode workers = JsonNodeFactory.instance.arrayNode();
        for (Map<String, Object> row : rows) {
            List<String> names = codebases.stream().filter(c -> c.get("worker_id").equals(row.get("worker_id")))
                    .map(c -> (String) c.get("name")).toList();
            workers.add(new JsonRow(row).put("id", "worker_id").with("name").set("status", status(row))
                    .put("last_heartbeat", "last_seen").set("codebases", array(names))
                    .with("tasks_completed", "tasks_failed", "tasks_running").json("capabilities", "[]").toJson());
        }
        return JsonNodeFactory.instance.objectNode().<ObjectNode>set("workers", workers).toString();
    }

    private ObjectNode shape(Map<String, Object> row) {
        return new JsonRow(row).with("worker_id", "name").json("capabilities", "[]")
                .with("hostname", "registered_at", "last_seen").set("status", status(row)).with("instance").toJson();
    }

    private JsonNode status(Map<String, Object> row) {
        return TextNode.valueOf(times.isOlder((String) row.get("last_seen"), workerTimeout) ? "offline" : "active");
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
