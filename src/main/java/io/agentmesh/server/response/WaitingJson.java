package io.agentmesh.server.response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Adds {@code waiting_for} to pending tasks, in the order of a list: {@code {reason, detail?, position?}}. */
final class WaitingJson {

    private static final String POSITION = "waiting_position";

    private final Map<Object, Map<String, Object>> reasons;
    private final Map<Object, Integer> counts = new HashMap<>();

    /** @param rows of {@code explain-waiting}; null where nobody asked */
    WaitingJson(List<Map<String, Object>> rows) {
        reasons = rows == null ? Map.of() : rows.stream().collect(Collectors.toMap(row -> row.get("id"), Function.identity()));
    }

    /** For a list in any order, and a single task: with the position that the database counted, if it did. */
    void add(ObjectNode task, Map<String, Object> row) {
        Map<String, Object> reason = reasons.get(row.get("id"));
        if (reason != null) {
            put(task, reason, (Number) reason.get(POSITION));
        }
    }

    /**
     * For a list of the most urgent tasks, or the most urgent of a codebase: all that come before a task of its codebase
     * stand before it in the list.
     */
    void addInOrder(ObjectNode task, Map<String, Object> row) {
        Map<String, Object> reason = reasons.get(row.get("id"));
        if (reason != null) {
            put(task, reason, counts.merge(row.get("codebase_id"), 1, Integer::sum));
        }
    }

    private static void put(ObjectNode task, Map<String, Object> reason, Number position) {
        ObjectNode waiting = task.putObject("waiting_for").put("reason", (String) reason.get("waiting_reason"));
        if (reason.get("waiting_detail") != null) {
            waiting.put("detail", (String) reason.get("waiting_detail"));
        }
        if (position != null) {
            waiting.put("position", position.longValue());
        }
    }
}
