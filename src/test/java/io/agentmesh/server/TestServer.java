package io.agentmesh.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import org.apache.camel.CamelContext;

/**
 * A whole server on a free port with a database in a folder of the test, and a client for it. The properties
 * {@code routes} and {@code properties} are the folder and the file of the integrator.
 */
public final class TestServer implements AutoCloseable {

    /** An answer; {@code json} is null where the body is none. */
    public record Answer(int status, JsonNode json, HttpHeaders headers) {

        public String detail() {
            return json.path("detail").asText();
        }
    }

    private final RunningServer server;
    private final TestDatabase database;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token;

    public TestServer(Path folder, String... properties) {
        this(folder, AccessTokens.none(), properties);
    }

    public TestServer(Path folder, AccessTokens tokens, String... properties) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("server.port", "0");
        database = TestDatabase.in(folder);
        overrides.putAll(database.properties());
        for (String property : properties) {
            overrides.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        String routes = overrides.remove("routes");
        String file = overrides.remove("properties");
        server = new ServerApp(ServerSettings.load(routes == null ? null : Path.of(routes),
                file == null ? null : Path.of(file), overrides), tokens).start();
    }

    /** From now on each request carries this token, or none where it is null. */
    public TestServer as(String newToken) {
        token = newToken;
        return this;
    }

    public TestDatabase database() {
        return database;
    }

    /** Its routes. */
    CamelContext camel() {
        return server.camel();
    }

    public URI url() {
        return server.url();
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            boolean isJson = response.headers().firstValue("Content-Type").filter("application/json"::equals).isPresent();
            JsonNode json = isJson && response.body().length > 0 ? new ObjectMapper().readTree(response.body()) : null;
            return new Answer(response.statusCode(), json, response.headers());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of the answer, whatever it is. */
    String text(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void registerWorker(String workerId) {
        post("/v1/opencode/workers/register", "{\"worker_id\": \"%s\", \"name\": \"%s\"}".formatted(workerId, workerId));
    }

    /** The id of a codebase of {@code workerId}. */
    public String registerCodebase(String workerId, String path) {
        return post("/v1/opencode/codebases", "{\"name\": \"c\", \"path\": \"%s\", \"worker_id\": \"%s\"}"
                .formatted(path, workerId)).json().path("codebase").path("id").asText();
    }

    /** The id of a new task. */
    public String createTask(String codebaseId) {
        return post("/v1/opencode/codebases/" + codebaseId + "/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}")
                .json().path("task").path("id").asText();
    }

    public Answer report(String taskId, String status, String workerId, String more) {
        return put("/v1/opencode/tasks/" + taskId + "/status",
                "{\"status\": \"%s\", \"worker_id\": \"%s\"%s}".formatted(status, workerId, more));
    }

    public Answer claim(String taskId, String workerId) {
        return report(taskId, "running", workerId, "");
    }

    public JsonNode task(String taskId) {
        return get("/v1/opencode/tasks/" + taskId).json();
    }

    @Override
    public void close() {
        server.close();
    }
}
