package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.settings.http.HttpAnswer;
import io.agentmesh.settings.http.HttpCalls;
import io.agentmesh.settings.http.Network;

/** An AgentMesh server's HTTP API, as a person's curl would use it. */
final class Api {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

    private final HttpCalls http = new HttpCalls(Network.direct(), TIME_TO_ANSWER, TIME_TO_ANSWER);
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
        return send("GET", path, Map.of(), null);
    }

    /** @throws IOException where the server can't be reached or doesn't say yes */
    JsonNode post(String path, JsonNode body) throws IOException {
        return send("POST", path, Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        HttpAnswer answer = http.send(method, url(path), headers, body);
        if (answer.status() / 100 != 2) {
            throw new IOException(method + " " + url(path) + " was answered with " + answer.status() + ": "
                    + answer.body().strip());
        }
        return json.readTree(answer.body());
    }
}
