package io.agentmesh.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.settings.ClientSettings;
import io.agentmesh.task.ErrorDetail;

/** A server's HTTP API: JSON in and out, and each failure as one sentence. */
final class Api {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_DETAIL = 500;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_TO_CONNECT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final ClientSettings settings;

    Api(ClientSettings settings) {
        this.settings = settings;
    }

    /** @param path from the root, encoded, with its query */
    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** @param key the {@code Idempotency-Key}: whatever is sent again with it is done once, by a server that knows such */
    JsonNode post(String path, JsonNode body, String key) {
        return send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.serverUrl() + path))
                .timeout(TIME_TO_ANSWER).header("Accept", "application/json");
        return settings.authToken() == null ? request
                : request.header("Authorization", "Bearer " + settings.authToken());
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unreachable("can't reach " + settings.serverUrl() + ": " + reason(e),
                    !(e instanceof ConnectException || e instanceof HttpConnectTimeoutException));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted");
        }
        if (answer.statusCode() >= 500) {
            throw new Unreachable(settings.serverUrl() + " failed (" + answer.statusCode() + "): " + detail(answer),
                    true);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new Refused(answer.statusCode(), detail(answer) + (answer.statusCode() == UNAUTHORIZED
                    ? " (give a token by A2A_AUTH_TOKEN or --token-file)" : ""));
        }
        return read(answer);
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            JsonNode body = json.readTree(answer.body());
            if (body.isContainerNode()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new Unreachable(settings.serverUrl() + " doesn't answer as an AgentMesh server does", true);
    }

    /** The contract's {@code detail}, else what else there is. */
    private String detail(HttpResponse<String> answer) {
        String text = SafeText.line(ErrorDetail.of(answer.body()).orElse(answer.body().strip()));
        return text.isEmpty() ? "status " + answer.statusCode()
                : text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "connection refused; is the server running, and is --server right?";
        }
        return e instanceof HttpTimeoutException ? "no answer in time"
                : e.getMessage() == null ? e.getClass().getSimpleName() : SafeText.line(e.getMessage());
    }
}
