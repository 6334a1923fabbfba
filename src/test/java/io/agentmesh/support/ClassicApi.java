package io.agentmesh.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;

/** The calls of a {@link ClassicServer}, and what they do to its store. */
final class ClassicApi {

    private ClassicApi() {
    }

    /** @return null where there is no such call, or nothing that it names */
    static JsonNode answer(ClassicStore store, Call call) {
        String[] parts = call.path().replaceFirst("^/v1/opencode/", "").split("/");
        return switch (call.method() + " " + parts[0] + " " + parts.length) {
            case "POST workers 2" -> store.register(call.json());
            case "GET workers 2" -> store.worker(parts[1]);
            case "POST workers 3" -> worker(store, parts[1], parts[2]);
            case "POST codebases 1" -> store.saveCodebase(call.json());
            case "GET codebases 2" -> parts[1].equals("list") ? store.codebases() : store.codebase(parts[1]);
            case "GET tasks 1" -> store.pending();
            case "GET tasks 2" -> store.task(parts[1]);
            case "PUT tasks 3" -> store.report(parts[1], call.json());
            case "POST tasks 3" -> store.addOutput(parts[1], call.json());
            default -> null;
        };
    }

    private static JsonNode worker(ClassicStore store, String workerId, String what) {
        if (!store.knows(workerId)) {
            return null;
        }
        if (what.equals("unregister")) {
            store.forgetWorker(workerId);
        }
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        // Camel acts on such headers; an answer must not be able to set them.
        exchange.getResponseHeaders().set("CamelExecCommandExecutable", "/bin/false");
        exchange.getResponseHeaders().set("CamelHttpUri", "http://127.0.0.1:1/");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
