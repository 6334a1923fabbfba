package io.agentmesh.server.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.agentmesh.server.error.BadRequestException;
import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.server.http.Caller;
import io.agentmesh.server.response.Times;
import io.agentmesh.task.Ids;
import io.vertx.ext.auth.User;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** Validates requests about tasks (contract, section "Tasks") and names the values for the SQL of the routes. */
public final class TaskRequests {

    private static final List<String> STATUSES = List.of("pending", "running", "completed", "failed", "cancelled");
    /** Test tasks without an agent; they need no prompt. */
    private static final Set<String> WITHOUT_AGENT = Set.of("echo", "noop");
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_PROMPT = Integer.MAX_VALUE;
    private static final int MAX_AGENT_TYPE = 128;
    private static final int MAX_PRIORITY = 1_000_000;
    private static final String SHORT = "short";
    private static final String NONE = "";

    private final JsonBodies bodies;
    private final Times times;
    private final Supplier<String> newId;
    private final int taskLimit;
    private final ResultFields resultFields;

    /**
     * @param taskLimit maximum number of tasks in one answer
     * @param diffMax   bytes that the diff of a task's changes may have
     */
    public TaskRequests(JsonBodies bodies, Times times, Supplier<String> newId, int taskLimit, int diffMax) {
        this.bodies = bodies;
        this.times = times;
        this.newId = newId;
        this.taskLimit = taskLimit;
        this.resultFields = new ResultFields(diffMax);
    }

    /**
     * {@code {title, prompt, agent_type?, priority?, metadata?}} for the codebase of the URL.
     *
     * @param key    see {@link IdempotencyKeys}
     * @param caller or null where the server has no tokens
     */
    public Map<String, Object> creation(@Header("id") String codebaseId, @Body byte[] body,
            @Header(IdempotencyKeys.HEADER) Object key, @Header(Caller.HEADER) User caller) {
        if (Ids.PENDING.equals(codebaseId)) {
            throw new InvalidFieldException("Registration tasks are made by registering a codebase without a worker_id.");
        }
        Fields fields = bodies.read(body);
        String agentType = fields.text("agent_type", MAX_AGENT_TYPE, "build");
        Map<String, Object> task = new HashMap<>();
        task.put("id", newId.get());
        task.put("codebase_id", PathIds.checked(codebaseId, "codebase"));
        task.put("title", fields.text("title", MAX_TITLE));
        task.put("prompt", WITHOUT_AGENT.contains(agentType) ? fields.text("prompt", MAX_PROMPT, "")
                : fields.text("prompt", MAX_PROMPT));
        task.put("agent_type", agentType.isBlank() ? "build" : agentType);
        task.put("priority", fields.number("priority", -MAX_PRIORITY, MAX_PRIORITY, 0L));
        task.put("metadata", fields.object("metadata", "{}"));
        task.put("now", times.now());
        IdempotencyKeys.note(task, key, caller);
        return task;
    }

    /**
     * {@code ?status=&worker_id=&codebase_id=&busy=&fields=&limit=}: a missing one doesn't filter; {@code busy} lists
     * codebases to exclude, separated by commas.
     */
    public Map<String, Object> list(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        Query query = new Query(rawQuery);
        return filter(query, query.text("codebase_id"));
    }

    /** Likewise for the codebase of the URL. */
    public Map<String, Object> listOfCodebase(@Header("id") String codebaseId,
            @Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        return filter(new Query(rawQuery), PathIds.checked(codebaseId, "codebase"));
    }

    private Map<String, Object> filter(Query query, String codebaseId) {
        String status = query.text("status");
        if (!status.isEmpty() && !STATUSES.contains(status)) {
            throw new BadRequestException("The query's status must be one of " + STATUSES + ".");
        }
        String fields = query.text("fields");
        if (!fields.isEmpty() && !fields.equals(SHORT)) {
            throw new BadRequestException("The query's fields must be " + SHORT + ", or left out.");
        }
        return Map.of("statuses", status.isEmpty() ? STATUSES : List.of(status), "worker_id", query.text("worker_id"),
                "codebase_id", codebaseId, "busy", busy(query), "fields", fields,
                "limit", Math.min(taskLimit, query.number("limit", 1, Integer.MAX_VALUE, taskLimit)));
    }

    /** Never empty: SQL has no empty list. */
    private static List<String> busy(Query query) {
        List<String> busy = Stream.of(query.text("busy").split(",")).filter(Ids::isValid).distinct().toList();
        return busy.isEmpty() ? List.of(NONE) : busy;
    }

    /** The task of the URL. */
    public Map<String, Object> one(@Header("id") String id) {
        return Map.of("id", PathIds.checked(id, "task"), "now", times.now());
    }

    /**
     * {@code {status, worker_id, result?, error?, session_id?, attempt?, output?, changes?, usage?, data?}} for the task
     * of the URL.
     */
    public Map<String, Object> report(@Header("id") String id, @Body byte[] body) {
        Fields fields = bodies.read(body);
        Map<String, Object> report = new HashMap<>();
        report.put("id", PathIds.checked(id, "task"));
        report.put("status", status(fields));
        report.put("worker_id", fields.id("worker_id"));
        report.put("attempt", fields.number("attempt", 1, Integer.MAX_VALUE, null));
        report.put("result", fields.agentText("result"));
        report.put("error", fields.agentText("error"));
        report.put("session_id", fields.agentText("session_id"));
        Fields output = fields.inner("output");
        report.put("said_batches", output.number("batches", 0, Integer.MAX_VALUE, null));
        report.put("said_bytes", output.number("bytes", 0, Long.MAX_VALUE, null));
        report.put("dropped_bytes", output.number("dropped_bytes", 0, Long.MAX_VALUE, null));
        report.putAll(resultFields.read(fields));
        report.put("now", times.now());
        return report;
    }

    private static String status(Fields fields) {
        String status = fields.text("status", Integer.MAX_VALUE);
        if (!STATUSES.contains(status)) {
            throw new BadRequestException("The status must be one of " + STATUSES + ".");
        }
        return status;
    }
}
