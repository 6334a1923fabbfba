package io.agentmesh.server;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** Checks what is said about workers (contract, section "Workers"), and names the values as the SQL of the routes does. */
public final class WorkerRequests {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CAPABILITY = 200;

    private final JsonBodies bodies;
    private final Times times;

    WorkerRequests(JsonBodies bodies, Times times) {
        this.bodies = bodies;
        this.times = times;
    }

    /** {@code {worker_id, name?, capabilities?, hostname?}}; a worker without a name goes by its id. */
    public Map<String, Object> registration(@Body byte[] body) {
        Fields fields = bodies.read(body);
        String workerId = fields.id("worker_id");
        ArrayNode capabilities = JsonNodeFactory.instance.arrayNode();
        fields.texts("capabilities", LONGEST_CAPABILITY).forEach(capabilities::add);
        return Map.of("worker_id", workerId,
                "name", fields.text("name", LONGEST_NAME, workerId),
                "capabilities", capabilities.toString(),
                "hostname", fields.text("hostname", LONGEST_NAME, ""),
                "now", times.now());
    }

    /** {@code {running?: [task ids]}}, or nothing at all. */
    public Map<String, Object> heartbeat(@Header("id") String id, @Body byte[] body) {
        bodies.readOptional(body).texts("running", Integer.MAX_VALUE);
        return Map.of("worker_id", PathIds.checked(id, "worker"), "now", times.now());
    }

    /** The worker that the URL names. */
    public Map<String, Object> one(@Header("id") String id) {
        return Map.of("worker_id", PathIds.checked(id, "worker"));
    }
}
