package io.agentmesh.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.task.Ids;

/** The tasks of a server (contract, section "Tasks"). */
public final class Tasks {

    public static final Set<String> STATUSES = Set.of("pending", "running", "completed", "failed", "cancelled");
    private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");
    private static final String BASE = "/v1/opencode/tasks";
    private static final int MIN_PREFIX = 4;
    private static final int MAX = 1_000;

    private final ApiClient api;

    public Tasks(ApiClient api) {
        this.api = api;
    }

    public static boolean isOver(JsonNode task) {
        return OVER.contains(task.path("status").asText());
    }

    /** The new task. */
    public JsonNode submit(String codebaseId, JsonNode body) {
        return new Submission(api, "/v1/opencode/codebases/" + codebaseId + "/tasks", body).send().path("task");
    }

    public JsonNode get(String id) {
        return api.get(BASE + "/" + id);
    }

    /**
     * The task with this id, or the only one whose id begins with it.
     *
     * @throws Refused where there is none, or more than one
     */
    public JsonNode find(String idOrPrefix) {
        if (!Ids.isValid(idOrPrefix)) {
            throw new Refused(404, SafeText.line(idOrPrefix) + " is no task id");
        }
        try {
            return get(idOrPrefix);
        } catch (Refused e) {
            if (!e.isNotFound() || idOrPrefix.length() < MIN_PREFIX) {
                throw e;
            }
        }
        List<String> ids = list("", "", idOrPrefix, MAX).stream().map(task -> task.path("id").asText())
                .filter(id -> id.startsWith(idOrPrefix)).toList();
        if (ids.isEmpty()) {
            throw new Refused(404, "there is no task " + idOrPrefix);
        }
        if (ids.size() > 1) {
            throw new Refused(409, "several tasks begin with " + idOrPrefix + ": "
                    + ids.stream().limit(5).collect(Collectors.joining(", ")) + (ids.size() > 5 ? ", …" : ""));
        }
        return get(ids.get(0));
    }

    /** The newest tasks, newest first; an empty text doesn't filter. */
    public List<JsonNode> newest(String status, String codebaseId, int limit) {
        return list(status, codebaseId, "", limit);
    }

    /** Requests a cancel. @return the server's message */
    public String cancel(String id) {
        return api.post(BASE + "/" + id + "/cancel").path("message").asText("");
    }

    /** {@code {outputs, total}} after the first {@code since} pieces. */
    public JsonNode output(String id, int since) {
        return api.get(BASE + "/" + id + "/output?since=" + since);
    }

    private List<JsonNode> list(String status, String codebaseId, String search, int limit) {
        String query = "?limit=" + limit + parameter("status", status) + parameter("codebase_id", codebaseId);
        try {
            return api.get("/v1/monitor/tasks" + query + parameter("q", search)).path("tasks").valueStream().toList();
        } catch (Refused e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        // A classic server answers all tasks, in another order, and may not support each filter.
        return api.get(BASE + query).valueStream()
                .filter(task -> status.isEmpty() || task.path("status").asText().equals(status))
                .filter(task -> codebaseId.isEmpty() || task.path("codebase_id").asText().equals(codebaseId))
                .filter(task -> task.path("id").asText().startsWith(search))
                .sorted(Comparator.comparing((JsonNode task) -> task.path("created_at").asText("")).reversed())
                .limit(limit).toList();
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
