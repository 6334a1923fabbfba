package io.agentmesh.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An AgentMesh server's HTTP API, as a person's curl would use it. */
final class Api {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_TO_ANSWER).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String server;

    /** @param server such as {@code http://127.0.0.1:8000} */
    Api(String server) {
        this.server = server;
    }

    String url(String path) {
        return server + path;
    }

    /** @throws IOException where the server can't be reached or doesn't say yes */
    JsonNode get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** @throws IOException where the server can't be reached or doesn't say yes */
    JsonNode post(String path, JsonNode body) throws IOException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(TIME_TO_ANSWER);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(request.method() + " " + request.uri() + " was answered with "
                        + answer.statusCode() + ": " + answer.body().strip());
            }
            return json.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("the demo was ended");
        }
    }
}
