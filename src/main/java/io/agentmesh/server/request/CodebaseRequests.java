package io.agentmesh.server.request;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.agentmesh.server.error.ForbiddenException;
import io.agentmesh.server.http.Caller;
import io.agentmesh.server.response.Times;
import io.agentmesh.task.Ids;
import io.vertx.ext.auth.User;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Validates requests about codebases (contract, section "Codebases") and names the values for the SQL of the routes.
 */
public final class CodebaseRequests {

    private static final int MAX_NAME = 200;
    private static final int MAX_PATH = 4096;
    private static final int MAX_DESCRIPTION = 10_000;

    private final JsonBodies bodies;
    private final Times times;
    private final Supplier<String> newId;

    public CodebaseRequests(JsonBodies bodies, Times times, Supplier<String> newId) {
        this.bodies = bodies;
        this.times = times;
        this.newId = newId;
    }

    /**
     * {@code {name, path, description?, agent_config?, worker_id?, shared?}}; {@code worker_id} is null where missing.
     *
     * @param caller or null where the server has no tokens
     * @throws ForbiddenException if a worker omits {@code worker_id}, because that creates a task
     */
    public Map<String, Object> registration(@Body byte[] body, @Header(Caller.HEADER) User caller) {
        Fields fields = bodies.read(body);
        Map<String, Object> codebase = new HashMap<>();
        codebase.put("codebase_id", newId.get());
        codebase.put("name", fields.text("name", MAX_NAME));
        codebase.put("path", plain(fields.text("path", MAX_PATH)));
        codebase.put("description", fields.text("description", MAX_DESCRIPTION, null));
        codebase.put("agent_config", fields.object("agent_config", null));
        codebase.put("worker_id", fields.optionalId("worker_id"));
        codebase.put("shared", fields.flag("shared"));
        codebase.put("now", times.now());
        if (codebase.get("worker_id") == null && Caller.isWorker(caller)) {
            throw new ForbiddenException("A token of the role worker must name its worker_id: it can't make tasks.");
        }
        return codebase;
    }

    /**
     * Normalises a path: no slash at its end, no doubled ones, no {@code .}; only its worker can resolve links.
     */
    private static String plain(String path) {
        return path.startsWith("/") ? "/" + Arrays.stream(path.split("/")).filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/")) : path;
    }

    /** {@code ?worker_id=}: empty where missing, which doesn't filter. */
    public Map<String, Object> list(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        return Map.of("worker_id", new Query(rawQuery).text("worker_id"));
    }

    /** The task that asks the workers which of them has the codebase, see {@code request-codebase}. */
    public Map<String, Object> task(@Body Map<String, Object> codebase, @Header(IdempotencyKeys.HEADER) Object key,
            @Header(Caller.HEADER) User caller) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("name", (String) codebase.get("name"));
        metadata.put("path", (String) codebase.get("path"));
        metadata.put("description", (String) codebase.get("description"));
        Object config = codebase.get("agent_config");
        metadata.putRawValue("agent_config", new RawValue(config == null ? "{}" : (String) config));
        Map<String, Object> task = new HashMap<>(Map.of("id", newId.get(), "codebase_id", Ids.PENDING,
                "title", "Register codebase " + codebase.get("name"), "prompt", "", "agent_type", "register_codebase",
                "priority", 0, "metadata", metadata.toString(), "now", times.now()));
        IdempotencyKeys.note(task, key, caller);
        return task;
    }

    /** The codebase of the URL. */
    public Map<String, Object> one(@Header("id") String id) {
        return Map.of("codebase_id", PathIds.checked(id, "codebase"), "now", times.now());
    }
}
