package io.agentmesh.server;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** The calls that the description of the server names. */
final class ApiCalls {

    /** {@code roles} is empty where every token may make the call. */
    record Call(String method, String path, boolean isOpen, Set<String> roles, JsonNode operation) {

        /** With {@code id} in place of every parameter of the path, and an empty object as the body. */
        HttpRequest.Builder request(TestServer server, String id) {
            HttpRequest.Builder request = server.request(path.replaceAll("\\{[^}]*}", id));
            return method.equals("GET") || method.equals("DELETE") ? request.method(method, BodyPublishers.noBody())
                    : request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString("{}"));
        }

        String name() {
            return method + " " + path;
        }
    }

    private ApiCalls() {
    }

    static List<Call> described() {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : new ApiDescription().tree().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    calls.add(call(path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue()));
                }
            }
        }
        return calls;
    }

    private static Call call(String path, String method, JsonNode operation) {
        JsonNode security = operation.path("security");
        Set<String> roles = new TreeSet<>();
        security.forEach(way -> way.path("bearer").forEach(role -> roles.add(role.asText())));
        return new Call(method, path, security.isArray() && security.isEmpty(), roles, operation);
    }
}
