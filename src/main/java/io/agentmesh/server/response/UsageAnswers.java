package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;

/** Sums of what tasks used: tokens, and US dollars. */
public final class UsageAnswers {

    private static final List<String> COUNTS =
            List.of("tasks", "input", "output", "reasoning", "cache_read", "cache_write");
    private static final String ALL = "total_";

    /**
     * {@code {days, total}}.
     *
     * @param rows a day and codebase each, with the sums of all rows in the columns {@code total_…}
     */
    public String sums(@Body List<Map<String, Object>> rows) {
        ArrayNode days = JsonNodeFactory.instance.arrayNode();
        for (Map<String, Object> row : rows) {
            ObjectNode day = new JsonRow(row).with("day", "codebase_id").toJson();
            if (row.get("codebase_name") != null) {
                day.put("codebase_name", (String) row.get("codebase_name"));
            }
            days.add(add(day, row, ""));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().set("days", days);
        Map<String, Object> total = rows.isEmpty() ? Map.of() : rows.get(0);
        return answer.<ObjectNode>set("total", add(JsonNodeFactory.instance.objectNode(), total, ALL)).toString();
    }

    private static ObjectNode add(ObjectNode json, Map<String, Object> row, String prefix) {
        for (String count : COUNTS) {
            json.put(count, number(row, prefix + count).longValue());
        }
        return json.putRawValue("cost", ResultJson.dollars(number(row, prefix + "cost")));
    }

    private static Number number(Map<String, Object> row, String column) {
        return (Number) row.getOrDefault(column, 0L);
    }
}
