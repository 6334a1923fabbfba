package io.agentmesh.server.lease;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.agentmesh.server.response.Times;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Names the values for the SQL of {@code explain-waiting}: which tasks wait, and which workers count as alive. */
public final class WaitingTasks {

    private static final String PENDING = "pending";

    private final Times times;
    private final Duration workerTimeout;

    /** @param workerTimeout how long a worker may be silent before it counts as offline */
    public WaitingTasks(Times times, Duration workerTimeout) {
        this.times = times;
        this.workerTimeout = workerTimeout;
    }

    /** {@code {ids, counts, active_since}} of the pending ones among rows of tasks, without positions. */
    public Map<String, Object> among(@Body List<Map<String, Object>> rows) {
        return question(rows.stream().filter(row -> PENDING.equals(row.get("status"))).map(row -> row.get("id")).toList(), 0);
    }

    /** Likewise for one pending task, with its position. */
    public Map<String, Object> one(@Variable("task") Map<String, Object> row) {
        return question(List.of(row.get("id")), 1);
    }

    private Map<String, Object> question(List<Object> ids, int counts) {
        return Map.of("ids", ids, "counts", counts, "active_since", times.ago(workerTimeout));
    }
}
