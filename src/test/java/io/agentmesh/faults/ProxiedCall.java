package io.agentmesh.faults;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/** A call of a worker on its way to the server. */
record ProxiedCall(String method, String uri, byte[] body, Kind kind, String task) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OF_TASK = Pattern.compile("/v1/opencode/tasks/([^/?]+)/(status|output).*");

    /** What a call is for. */
    enum Kind {
        REGISTRATION, HEARTBEAT, POLL, CLAIM, OUTPUT, OUTCOME, OTHER
    }

    static ProxiedCall read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String uri = exchange.getRequestURI().toString();
        Matcher task = OF_TASK.matcher(uri);
        boolean ofTask = task.matches();
        return new ProxiedCall(exchange.getRequestMethod(), uri, body,
                ofTask ? ofTask(task.group(2), body) : kind(uri), ofTask ? task.group(1) : null);
    }

    private static Kind ofTask(String what, byte[] body) throws IOException {
        if (what.equals("output")) {
            return Kind.OUTPUT;
        }
        return switch (JSON.readTree(body).path("status").asText()) {
            case "running" -> Kind.CLAIM;
            case "pending" -> Kind.OTHER;
            default -> Kind.OUTCOME;
        };
    }

    private static Kind kind(String uri) {
        if (uri.endsWith("/heartbeat")) {
            return Kind.HEARTBEAT;
        }
        if (uri.endsWith("/workers/register")) {
            return Kind.REGISTRATION;
        }
        return uri.startsWith("/v1/opencode/tasks?") ? Kind.POLL : Kind.OTHER;
    }

    /** What an outcome says, to be compared with what it says when it comes again. */
    String outcome() throws IOException {
        var json = JSON.readTree(body);
        return json.path("status").asText() + " " + json.path("result") + " " + json.path("error");
    }
}
