package io.agentmesh.support;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** A worker that speaks the contract over plain HTTP and does what the test says. */
public final class SimulatedWorker {

    private final JsonCalls server;
    private final String id;

    /** Registers at once, under its id and a name. */
    public SimulatedWorker(URI server, String id, String name) {
        this(new JsonCalls(server), id, name);
    }

    public SimulatedWorker(JsonCalls server, String id, String name) {
        this.server = server;
        this.id = id;
        this.server.post("/v1/opencode/workers/register", Map.of("worker_id", id, "name", name,
                "capabilities", List.of("opencode"), "hostname", "test"));
    }

    /** The id of a codebase of this worker. */
    public String registerCodebase(String name, String path) {
        return server.post("/v1/opencode/codebases", Map.of("name", name, "path", path, "worker_id", id))
                .path("codebase").path("id").asText();
    }

    /** The id of a new task, as somebody else would submit it. */
    public String submit(String codebaseId, String title, String prompt) {
        return server.post("/v1/opencode/codebases/" + codebaseId + "/tasks", Map.of("title", title, "prompt", prompt))
                .path("task").path("id").asText();
    }

    public JsonNode task(String taskId) {
        return server.get("/v1/opencode/tasks/" + taskId);
    }

    /** The tasks that wait for this worker. */
    public List<String> pending() {
        JsonNode tasks = server.get("/v1/opencode/tasks?status=pending&worker_id=" + id);
        return tasks.findValuesAsText("id");
    }

    public void claim(String taskId) {
        report(taskId, Map.of("status", "running", "worker_id", id));
    }

    public void print(String taskId, String output) {
        server.post("/v1/opencode/tasks/" + taskId + "/output",
                Map.of("worker_id", id, "output", output, "timestamp", Instant.now().toString()));
    }

    public void complete(String taskId, String result) {
        complete(taskId, result, Map.of());
    }

    /** @param more fields of the outcome, such as {@code changes} */
    public void complete(String taskId, String result, Map<String, ?> more) {
        Map<String, Object> outcome = new HashMap<>(more);
        outcome.putAll(Map.of("status", "completed", "worker_id", id, "result", result, "session_id", "ses_1"));
        report(taskId, outcome);
    }

    public void fail(String taskId, String error) {
        report(taskId, Map.of("status", "failed", "worker_id", id, "error", error));
    }

    public void cancelled(String taskId) {
        report(taskId, Map.of("status", "cancelled", "worker_id", id));
    }

    /** What the server tells it to stop. */
    public List<String> beat() {
        JsonNode answer = server.post("/v1/opencode/workers/" + id + "/heartbeat", Map.of());
        return StreamSupport.stream(answer.path("cancel").spliterator(), false)
                .map(JsonNode::asText).toList();
    }

    private void report(String taskId, Map<String, ?> report) {
        server.put("/v1/opencode/tasks/" + taskId + "/status", report);
    }
}
