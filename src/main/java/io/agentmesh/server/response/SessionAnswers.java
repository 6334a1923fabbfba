package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Body;

/** Rows of the tables {@code sessions} and {@code session_messages} as the contract shows them (section "Sessions"). */
public final class SessionAnswers {

    /** {@code {sessions: […]}}. */
    public String sessions(@Body List<Map<String, Object>> rows) {
        return list("sessions", "session", rows);
    }

    /** {@code {messages: […]}}. */
    public String messages(@Body List<Map<String, Object>> rows) {
        return list("messages", "message", rows);
    }

    /** The column is JSON already, made by ourselves. */
    private static String list(String name, String column, List<Map<String, Object>> rows) {
        return rows.stream().map(row -> (String) row.get(column))
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }
}
