package io.agentmesh.server.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.server.response.Times;
import io.agentmesh.task.Ids;
import org.apache.camel.Body;
import org.apache.camel.Header;

/**
 * Validates requests about workers (contract, section "Workers") and names the values for the SQL of the routes.
 */
public final class WorkerRequests {

    private static final int MAX_NAME = 200;
    private static final int MAX_CAPABILITY = 200;
    private static final int MAX_INSTANCE = 100;
    private static final long MAX_INSTANCE_SECONDS = 3600;
    private static final int MAX_RUNNING = 10_000;
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_DETAIL = 1_000;
    private static final Pattern REASON = Pattern.compile("[a-z][a-z_]{0,63}");

    private final JsonBodies bodies;
    private final Times times;

    public WorkerRequests(JsonBodies bodies, Times times) {
        this.bodies = bodies;
        this.times = times;
    }

    /**
     * {@code {worker_id, name?, capabilities?, hostname?, instance?, instance_timeout?}}; the name defaults to the id.
     * Until {@code instance_until} no other instance may register the id; {@code instance_latest} is the latest such
     * time that is plausible, so that one written by a clock that was ahead counts as over.
     */
    public Map<String, Object> registration(@Body byte[] body) {
        Fields fields = bodies.read(body);
        String workerId = fields.id("worker_id");
        ArrayNode capabilities = JsonNodeFactory.instance.arrayNode();
        fields.texts("capabilities", MAX_CAPABILITY).forEach(capabilities::add);
        Map<String, Object> values = new HashMap<>(instance(fields));
        values.putAll(Map.of("worker_id", workerId,
                "name", fields.text("name", MAX_NAME, workerId),
                "capabilities", capabilities.toString(),
                "hostname", fields.text("hostname", MAX_NAME, ""),
                "tells", 0, "running", List.of(""),
                "now", times.now()));
        return values;
    }

    private Map<String, Object> instance(Fields fields) {
        long timeout = fields.number("instance_timeout", 1, MAX_INSTANCE_SECONDS, 0L);
        return Map.of("instance", fields.text("instance", MAX_INSTANCE, ""),
                "instance_until", timeout == 0 ? "" : times.in(Duration.ofSeconds(timeout)),
                "instance_latest", times.in(Duration.ofSeconds(MAX_INSTANCE_SECONDS)));
    }

    /**
     * {@code {running?: [task ids], free_slots?, waiting?: {task id: {reason, detail?}}, instance?, instance_timeout?}},
     * or an empty body. {@code tells} is 1 where the request lists the running tasks, and 0 for workers of the classic contract;
     * {@code waiting} is null where the worker doesn't report why tasks wait.
     */
    public Map<String, Object> heartbeat(@Header("id") String id, @Body byte[] body) {
        Fields fields = bodies.readOptional(body);
        List<String> running = fields.texts("running", Integer.MAX_VALUE);
        if (running.size() > MAX_RUNNING) {
            throw new InvalidFieldException("running must name at most " + MAX_RUNNING + " tasks.");
        }
        boolean tells = fields.has("running");
        // A list in SQL needs at least one member; no task has an empty id.
        Map<String, Object> values = new HashMap<>(instance(fields));
        values.putAll(Map.of("worker_id", PathIds.checked(id, "worker"), "tells", tells ? 1 : 0,
                "running", running.isEmpty() ? List.of("") : running, "now", times.now()));
        values.put("free_slots", fields.number("free_slots", 0, MAX_RUNNING, null));
        values.put("waiting", fields.has("waiting") ? waiting(fields.inner("waiting"), id) : null);
        return values;
    }

    /** In the order of the tasks: two heartbeats of one worker at the same time wait for each other only once. */
    private static List<Map<String, Object>> waiting(Fields tasks, String workerId) {
        if (tasks.names().size() > MAX_WAITING) {
            throw new InvalidFieldException("waiting must name at most " + MAX_WAITING + " tasks.");
        }
        List<Map<String, Object>> waiting = new ArrayList<>();
        for (String task : tasks.names()) {
            if (!Ids.isValid(task)) {
                throw new InvalidFieldException("waiting must be {task id: {reason, detail}}.");
            }
            Fields reported = tasks.inner(task);
            String reason = reported.text("reason", MAX_NAME);
            if (!REASON.matcher(reason).matches()) {
                throw new InvalidFieldException("reason must be 1 to 64 lower-case letters and underscores.");
            }
            String detail = reported.agentText("detail");
            Map<String, Object> values = new HashMap<>(Map.of("worker_id", workerId, "task_id", task, "reason", reason));
            values.put("detail", detail == null || detail.length() <= MAX_DETAIL ? detail
                    : Storable.of(detail.substring(0, MAX_DETAIL)));
            waiting.add(values);
        }
        return waiting;
    }

    /**
     * A worker that waits for cancels.
     *
     * @param told ids of the cancelled tasks that it knows, separated by commas; may be empty
     */
    public Map<String, Object> cancels(String id, String told) {
        return Map.of("worker_id", PathIds.checked(id, "worker"), "told", new HashSet<>(List.of(told.split(","))));
    }

    /** The worker of the URL. */
    public Map<String, Object> one(@Header("id") String id) {
        return Map.of("worker_id", PathIds.checked(id, "worker"));
    }
}
