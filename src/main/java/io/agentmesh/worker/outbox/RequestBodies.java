package io.agentmesh.worker.outbox;

import java.io.IOException;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.task.Usage;
import io.agentmesh.agent.DurableFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.WorkerInstance;
import io.agentmesh.worker.slot.Slots;
import io.agentmesh.worker.slot.WaitingTasks;

/** Bodies of the worker's API calls (contract). */
public class RequestBodies {

    private static final int MAX_STAT = 50;

    private final WorkerSettings settings;
    private final String hostname;
    private final WorkerInstance instance;
    private final Slots slots;
    private final Outbox outbox;
    private final Claims claims;
    private final Mask mask;
    private final ServerConnection connection;
    private final WaitingTasks waiting;

    /** @param mask hides secrets in results, errors and changes */
    public RequestBodies(WorkerSettings settings, String hostname, Slots slots, Outbox outbox, Claims claims, Mask mask,
            ServerConnection connection, WaitingTasks waiting) {
        this.waiting = waiting;
        this.connection = connection;
        this.claims = claims;
        this.mask = mask;
        this.settings = settings;
        this.hostname = hostname;
        this.instance = new WorkerInstance(settings.stateDir(), settings.heartbeatInterval());
        this.slots = slots;
        this.outbox = outbox;
    }

    public Map<String, Object> registration() {
        Map<String, Object> body = new LinkedHashMap<>(instance.fields());
        body.putAll(Map.of("worker_id", settings.workerId(), "name", settings.workerName(),
                "capabilities", settings.capabilities(), "hostname", hostname));
        return body;
    }

    /** @return the host of a worker according to the server; empty where it is this one, or unknown */
    public String otherHost(JsonNode worker) {
        String host = worker.path("hostname").asText("");
        return host.equals(hostname) ? "" : host;
    }

    /** The configured codebases. */
    public Collection<CodebaseSetting> codebases() {
        return settings.codebases();
    }

    public Map<String, Object> codebase(CodebaseSetting codebase) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", codebase.name());
        body.put("path", codebase.path().toString());
        body.put("description", codebase.description());
        body.put("worker_id", settings.workerId());
        if (codebase.shared()) {
            body.put("shared", true);
        }
        return body;
    }

    /** The registration that a task {@code register_codebase} requests. */
    public Map<String, Object> requestedCodebase(Task task) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", task.metadataText("name") == null ? task.title() : task.metadataText("name"));
        body.put("path", real(task.metadataText("path")));
        body.put("description", task.metadata().path("description").asText(""));
        if (task.metadata().path("agent_config").isObject()) {
            body.put("agent_config", task.metadata().get("agent_config"));
        }
        body.put("worker_id", settings.workerId());
        return body;
    }

    /** One folder is one codebase, whatever link leads to it. */
    private static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return path;
        }
    }

    /** The tasks that this worker still has for the server: also those to be reported or resumed. */
    public Map<String, Object> heartbeat() throws IOException {
        TreeSet<String> running = new TreeSet<>(slots.tasks());
        running.addAll(outbox.tasks());
        running.addAll(claims.assigned());
        Map<String, Object> body = new LinkedHashMap<>(instance.fields());
        body.put("running", running);
        if (connection.canTakeChanges()) {
            body.put("free_slots", slots.free());
            body.put("waiting", waiting.fresh());
        }
        return body;
    }

    public Map<String, Object> claim() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "running");
        body.put("worker_id", settings.workerId());
        return body;
    }

    /** Releases a task. */
    public Map<String, Object> release(Task task) {
        return Map.of("status", "pending", "worker_id", settings.workerId(), "attempt", task.attempt());
    }

    public Map<String, Object> outcome(OutboxEntry entry) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", entry.status());
        body.put("worker_id", settings.workerId());
        body.put("attempt", entry.attempt());
        putIfPresent(body, "result", mask.maskShortened(entry.result()));
        putIfPresent(body, "error", mask.maskShortened(entry.error()));
        putIfPresent(body, "session_id", entry.sessionId());
        putIfPresent(body, "output", outbox.output(entry));
        if (connection.mayTakeChanges()) {
            putIfPresent(body, "changes", entry.changes() == null ? null : entry.changes().masked(mask::mask));
            putIfPresent(body, "usage", usage(entry.usage()));
            putIfPresent(body, "data", maskedData(entry.data()));
        } else if (entry.result() != null && entry.changes() != null && !entry.changes().files().isEmpty()) {
            // A classic server has one text for all.
            body.put("result", (body.get("result") + "\n\n" + mask.mask(entry.changes().stat(MAX_STAT))).strip());
        }
        return body;
    }

    private Map<String, Object> usage(Usage used) {
        if (used == null) {
            return null;
        }
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("input", used.input());
        usage.put("output", used.output());
        usage.put("reasoning", used.reasoning());
        usage.put("cache_read", used.cacheRead());
        usage.put("cache_write", used.cacheWrite());
        usage.put("cost", used.cost());
        putIfPresent(usage, "model", used.model() == null ? settings.model() : used.model());
        return usage;
    }

    private JsonNode maskedData(Map<String, Object> data) throws IOException {
        return data == null ? null : DurableFile.parse(mask.mask(DurableFile.json(data)).getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
    }

    /** The tasks that the answer to a heartbeat cancels. */
    public List<String> cancelled(JsonNode answer) {
        List<String> tasks = new ArrayList<>();
        answer.path("cancel").forEach(task -> tasks.add(task.asText()));
        return tasks;
    }

    public Outcome codebaseRegistered(JsonNode answer) {
        return Outcome.completed("registered as codebase " + answer.path("codebase").path("id").asText("?"));
    }

    public Outcome echo(Task task) {
        return Outcome.completed(task.prompt());
    }

    public Outcome nothing() {
        return Outcome.completed("");
    }

    private static void putIfPresent(Map<String, Object> body, String name, Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
