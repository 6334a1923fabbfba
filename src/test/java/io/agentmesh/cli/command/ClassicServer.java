package io.agentmesh.cli.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As much of an existing AgentMesh server as the commands use: codebases only at {@code /list}, no {@code /v1/monitor},
 * no filters, times without a zone, and no cancel of what runs.
 */
public final class ClassicServer implements AutoCloseable {

    private static final String OLD = """
            {"id": "task-old", "codebase_id": "c1", "title": "old one", "prompt": "p", "agent_type": "build",
             "status": "completed", "priority": 0, "created_at": "2026-01-01T10:00:00.123456",
             "started_at": "2026-01-01T10:00:00", "completed_at": "2026-01-01T10:00:42", "result": "done",
             "error": null, "session_id": null, "metadata": {}}""";
    private static final String NEW = """
            {"id": "task-new", "codebase_id": "c1", "title": "new one", "prompt": "p", "agent_type": "build",
             "status": "running", "priority": 0, "created_at": "2026-01-02T10:00:00", "started_at": null,
             "completed_at": null, "result": null, "error": null, "session_id": null, "metadata": {}}""";
    private static final Map<String, String> ANSWERS = Map.of(
            "GET /v1/opencode/codebases/list", """
                    [{"id": "c1", "name": "shop", "path": "/srv/shop", "worker_id": "w1"}]""",
            "GET /v1/opencode/workers", """
                    [{"worker_id": "w1", "name": "one", "capabilities": [], "hostname": "h", "status": "active",
                      "last_seen": "2026-01-01T10:00:00.123456"}]""",
            "GET /v1/opencode/tasks", "[" + OLD + ", " + NEW + "]",
            "GET /v1/opencode/tasks/task-old", OLD,
            "GET /v1/opencode/tasks/task-new", NEW,
            "GET /v1/opencode/tasks/task-old/output?since=0", """
                    {"task_id": "task-old", "total": 2, "outputs": [
                      {"output": "line 1", "timestamp": "2026-01-01T10:00:01", "worker_id": "w1"},
                      {"output": "line 2", "timestamp": "2026-01-01T10:00:02", "worker_id": "w1"}]}""",
            "POST /v1/opencode/codebases/c1/tasks", "{\"success\": true, \"task\": " + NEW + "}",
            "GET /website/v1/opencode/codebases/list", "<html>hello</html>");

    private final HttpServer server;
    private final String token;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** @param token what it asks for, or null */
    public ClassicServer(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was sent to it. */
    public List<String> bodies() {
        return bodies;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.isEmpty()) {
            bodies.add(body);
        }
        String answer = ANSWERS.getOrDefault(call, ANSWERS.get(call.replaceAll("\\?.*", "")));
        if (token != null && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"detail\": \"Invalid or missing token\"}");
        } else if (call.contains("/broken/")) {
            send(exchange, 502, "Bad Gateway");
        } else if (call.contains("/proxied/")) {
            send(exchange, 502, "<html>\r\n<head><title>502 Bad Gateway</title></head></html>");
        } else if (call.contains("/moved/")) {
            exchange.getResponseHeaders().set("Location", "https://mesh.example.com/v1/opencode/codebases/list");
            send(exchange, 308, "");
        } else if (call.endsWith("/cancel")) {
            send(exchange, 400, "{\"detail\": \"Cannot cancel task (not pending)\"}");
        } else if (body.contains("\"prompt\":\"invalid\"")) {
            send(exchange, 422, "{\"detail\": [{\"type\": \"value_error\", \"loc\": [\"body\", \"prompt\"], "
                    + "\"msg\": \"Value error\", \"input\": \"invalid\"}]}");
        } else if (answer == null) {
            send(exchange, 404, "{\"detail\": \"Not Found\"}");
        } else {
            send(exchange, 200, answer);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
