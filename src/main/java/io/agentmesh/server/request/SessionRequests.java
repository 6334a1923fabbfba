package io.agentmesh.server.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.response.Times;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Validates requests about sessions (contract, section "Sessions") and names the values for the SQL of the routes.
 */
public final class SessionRequests {

    private static final int MAX_ITEMS = 1_000;

    private final JsonBodies bodies;
    private final Times times;
    private final int pageLimit;

    /** @param pageLimit maximum number of sessions or messages in one answer */
    public SessionRequests(JsonBodies bodies, Times times, int pageLimit) {
        this.bodies = bodies;
        this.times = times;
        this.pageLimit = pageLimit;
    }

    /** {@code {worker_id, sessions: […]}} of the codebase of the URL; {@code items} are the rows. */
    public Map<String, Object> sessions(@Header("id") String codebaseId, @Body byte[] body) {
        Map<String, Object> sync = sync(codebaseId);
        Fields fields = bodies.read(body);
        String workerId = fields.id("worker_id");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ObjectNode item : fields.objects("sessions", MAX_ITEMS)) {
            SessionFields session = new SessionFields(item, "sessions[" + rows.size() + "]");
            rows.add(row(sync, workerId, session.id(), "updated_at", times.read(item.get("updated")), "session",
                    session.session()));
        }
        return complete(sync, workerId, rows);
    }

    /** {@code {worker_id, messages: […]}} of the session of the URL. */
    public Map<String, Object> messages(@Header("id") String codebaseId, @Header("session_id") String sessionId,
            @Body byte[] body) {
        Map<String, Object> sync = sync(codebaseId);
        sync.put("session_id", PathIds.checked(sessionId, "session"));
        sync.put("session", Storable.of(new SessionFields(JsonNodeFactory.instance.objectNode().put("id", sessionId),
                "session").session().toString()));
        Fields fields = bodies.read(body);
        String workerId = fields.id("worker_id");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ObjectNode item : fields.objects("messages", MAX_ITEMS)) {
            SessionFields message = new SessionFields(item, "messages[" + rows.size() + "]");
            JsonNode created = item.path("time").get("created");
            rows.add(row(sync, workerId, message.id(), "created_at", times.read(created), "message",
                    message.message(sessionId)));
        }
        return complete(sync, workerId, rows);
    }

    /** {@code ?since=N&limit=N}: the sessions after the first N of the codebase of the URL. */
    public Map<String, Object> page(@Header("id") String codebaseId, @Header("session_id") String sessionId,
            @Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        Query query = new Query(rawQuery);
        Map<String, Object> page = sync(codebaseId);
        page.put("session_id", sessionId == null ? null : PathIds.checked(sessionId, "session"));
        page.put("since", query.number("since", 0, Integer.MAX_VALUE, 0));
        page.put("limit", Math.min(pageLimit, query.number("limit", 1, Integer.MAX_VALUE, pageLimit)));
        return page;
    }

    private Map<String, Object> sync(String codebaseId) {
        Map<String, Object> sync = new HashMap<>();
        sync.put("codebase_id", PathIds.checked(codebaseId, "codebase"));
        sync.put("now", times.now());
        return sync;
    }

    private static Map<String, Object> complete(Map<String, Object> sync, String workerId,
            List<Map<String, Object>> rows) {
        sync.put("worker_id", workerId);
        sync.put("items", rows);
        return sync;
    }

    /** Replaces characters that no database stores, as {@link Fields#agentText} does: they come from an agent. */
    private static Map<String, Object> row(Map<String, Object> sync, String workerId, String id, String timeColumn,
            String time, String column, ObjectNode json) {
        Map<String, Object> row = new HashMap<>(sync);
        row.put("worker_id", workerId);
        row.put("id", id);
        row.put(timeColumn, time);
        row.put(column, Storable.of(json.toString()));
        return row;
    }
}
