package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Body;

/** Converts rows of {@code sessions} and {@code session_messages} to the contract's JSON (section "Sessions"). */
public final class SessionAnswers {

    /** {@code {sessions: […]}}. */
    public String sessions(@Body List<Map<String, Object>> rows) {
        return list("sessions", "session", rows);
    }

    /** {@code {messages: […]}}. */
    public String messages(@Body List<Map<String, Object>> rows) {
        return list("messages", "message", rows);
    }

    /** The column has JSON that this server made. */
    private static String list(String name, String column, List<Map<String, Object>> rows) {
        return rows.stream().map(row -> (String) row.get(column))
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }
}
