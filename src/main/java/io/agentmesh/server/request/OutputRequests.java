package io.agentmesh.server.request;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.server.response.Times;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Validates requests about a task's output (contract, section "Tasks") and names the values for the SQL of the routes.
 */
public final class OutputRequests {

    private static final int MAX_TIMESTAMP = 64;

    private final JsonBodies bodies;
    private final Times times;
    private final int half;

    /** @param half bytes stored of the begin of a task's output, and as many of its end */
    public OutputRequests(JsonBodies bodies, Times times, int half) {
        this.half = half;
        this.bodies = bodies;
        this.times = times;
    }

    /** {@code {worker_id, output, timestamp?, attempt?, seq?}} for the task of the URL. */
    public Map<String, Object> piece(@Header("id") String taskId, @Body byte[] body) {
        Fields fields = bodies.read(body);
        String output = fields.agentText("output");
        if (output == null) {
            throw new InvalidFieldException("output is missing.");
        }
        Map<String, Object> piece = new HashMap<>();
        piece.put("id", PathIds.checked(taskId, "task"));
        piece.put("worker_id", fields.id("worker_id"));
        piece.put("output", output);
        piece.put("size", (long) output.getBytes(StandardCharsets.UTF_8).length);
        piece.put("half", (long) half);
        piece.put("now", times.now());
        piece.put("timestamp", fields.text("timestamp", MAX_TIMESTAMP, times.now()));
        piece.put("attempt", fields.number("attempt", 1, Integer.MAX_VALUE, null));
        piece.put("seq", fields.number("seq", 0, Long.MAX_VALUE, null));
        return piece;
    }

    /** {@code ?since=N} for the task of the URL: the output after the first N pieces. */
    public Map<String, Object> reading(@Header("id") String taskId, @Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        return Map.of("id", PathIds.checked(taskId, "task"), "since", new Query(rawQuery).number("since", 0, Integer.MAX_VALUE, 0));
    }
}
