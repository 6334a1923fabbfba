package io.agentmesh.server.redis;

import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.response.JsonRow;
import io.agentmesh.server.response.Times;

/** Messages on {@code a2a:events} (contract, section "Redis"): JSON {@code {type, data, timestamp}}. */
public final class EventMessages {

    private final Times times;

    public EventMessages(Times times) {
        this.times = times;
    }

    /** {@code task.pending}, {@code task.running}, …: the task without its texts, which may be large. */
    public String task(Map<String, Object> row) {
        return event("task." + row.get("status"), new JsonRow(row).with("id", "codebase_id", "title", "agent_type", "status",
                "priority", "created_at", "started_at", "completed_at", "session_id", "worker_id", "attempt",
                "cancel_requested_at").toJson());
    }

    /** @param type {@code worker.registered} or {@code worker.unregistered} */
    public String worker(String type, Map<String, Object> row) {
        return event(type, new JsonRow(row).with("worker_id", "name", "hostname", "registered_at", "last_seen").toJson());
    }

    private String event(String type, ObjectNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("data", data);
        return event.put("timestamp", times.now()).toString();
    }
}
