package io.agentmesh.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a classic server knows: its workers, codebases, tasks and their output, in memory. */
final class ClassicStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WITHOUT_ZONE = "2026-01-02T03:04:05.678901";

    private final Map<String, ObjectNode> workers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> codebases = new LinkedHashMap<>();
    private final Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> output = new LinkedHashMap<>();

    synchronized JsonNode register(JsonNode worker) {
        ObjectNode stored = worker.deepCopy();
        stored.put("registered_at", WITHOUT_ZONE).put("last_seen", WITHOUT_ZONE).put("status", "active");
        workers.put(worker.path("worker_id").asText(), stored);
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        answer.set("worker", stored);
        return answer;
    }

    synchronized boolean knows(String workerId) {
        return workers.containsKey(workerId);
    }

    synchronized JsonNode worker(String workerId) {
        return workers.get(workerId);
    }

    synchronized void forgetWorker(String workerId) {
        workers.remove(workerId);
    }

    /** The same path keeps its id, also for another worker, who then owns it. */
    synchronized JsonNode saveCodebase(JsonNode codebase) {
        String path = codebase.path("path").asText();
        String id = codebases.values().stream().filter(one -> one.path("path").asText().equals(path))
                .map(one -> one.path("id").asText()).findFirst().orElse("cb" + (codebases.size() + 1));
        putCodebase(id, codebase);
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        answer.set("codebase", codebases.get(id));
        return answer;
    }

    synchronized void putCodebase(String id, JsonNode codebase) {
        ObjectNode stored = codebase.deepCopy();
        stored.put("id", id).put("registered_at", WITHOUT_ZONE).put("status", "idle").putNull("opencode_port");
        codebases.put(id, stored);
    }

    synchronized JsonNode codebase(String id) {
        return codebases.get(id);
    }

    synchronized ArrayNode codebases() {
        return JSON.createArrayNode().addAll(codebases.values().stream().map(ObjectNode::deepCopy).toList());
    }

    synchronized void putTask(ObjectNode task) {
        task.put("created_at", WITHOUT_ZONE);
        tasks.put(task.path("id").asText(), task);
    }

    synchronized JsonNode task(String id) {
        return tasks.containsKey(id) ? tasks.get(id).deepCopy() : null;
    }

    /** Everybody's, whatever worker asks. */
    synchronized ArrayNode pending() {
        return JSON.createArrayNode().addAll(tasks.values().stream()
                .filter(task -> List.of("pending", "assigned").contains(task.path("status").asText()))
                .map(ObjectNode::deepCopy).toList());
    }

    /** Always says yes. */
    synchronized JsonNode report(String id, JsonNode report) {
        ObjectNode task = tasks.get(id);
        if (task == null) {
            return null;
        }
        for (String field : List.of("status", "result", "error", "worker_id", "session_id")) {
            if (report.has(field)) {
                task.set(field, report.get(field));
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        answer.set("task", task.deepCopy());
        return answer;
    }

    synchronized JsonNode addOutput(String id, JsonNode batch) {
        output.computeIfAbsent(id, any -> new ArrayList<>()).add(batch);
        return JSON.createObjectNode().put("success", true);
    }

    synchronized String output(String id) {
        StringBuilder text = new StringBuilder();
        output.getOrDefault(id, List.of()).forEach(batch -> text.append(batch.path("output").asText()));
        return text.toString();
    }
}
