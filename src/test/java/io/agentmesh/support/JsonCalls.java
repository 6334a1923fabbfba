package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Calls with JSON in and out; an answer other than 2xx is an error of the test. */
public final class JsonCalls {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);

    /** It would ask for HTTP/2 first, which uvicorn refuses with a 400. */
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final String token;

    public JsonCalls(URI base) {
        this(base, null);
    }

    /** @param token goes with each call; null for none */
    public JsonCalls(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return call("POST", path, body);
    }

    public JsonNode put(String path, Map<String, ?> body) {
        return call("PUT", path, body);
    }

    public JsonNode delete(String path) {
        return call("DELETE", path, null);
    }

    private JsonNode call(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIME_TO_ANSWER)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody()
                            : BodyPublishers.ofString(json.writeValueAsString(body)));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + " was answered with " + answer.statusCode() + ": "
                        + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
