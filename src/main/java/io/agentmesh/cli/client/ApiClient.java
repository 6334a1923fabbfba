package io.agentmesh.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hc.client5.http.ConnectTimeoutException;

import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.settings.http.HttpAnswer;
import io.agentmesh.settings.http.HttpCalls;
import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.source.BearerToken;
import io.agentmesh.settings.source.ClientSettings;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.task.ErrorDetail;

/** Client of a server's HTTP API, with JSON bodies and one sentence for each failure. */
public final class ApiClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;
    private static final int MAX_DETAIL = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final ClientSettings settings;
    private final BearerToken token;
    private volatile boolean wasAccepted;
    private final HttpCalls http;
    private final String way;

    public ApiClient(ClientSettings settings, Network network) {
        this.settings = settings;
        this.token = new BearerToken(settings.authToken(), settings.tokenFile());
        this.http = new HttpCalls(network, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
        this.way = network.way(settings.serverUrl());
    }

    /** @param path absolute and encoded, with its query */
    public JsonNode get(String path) {
        return send("GET", path, Map.of(), null);
    }

    JsonNode post(String path) {
        return send("POST", path, Map.of(), null);
    }

    /**
     * @param key the {@code Idempotency-Key}, with which a server that supports it performs repeated requests once
     */
    JsonNode post(String path, JsonNode body, String key) {
        return send("POST", path, Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(String method, String path, Map<String, String> more, byte[] body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Accept", "application/json");
        String sent = authorize(headers);
        HttpAnswer answer = exchange(method, path, headers, body);
        if (answer.status() == UNAUTHORIZED && isRenewed(sent)) {
            authorize(headers);
            answer = exchange(method, path, headers, body);
        }
        return body(answer);
    }

    private String authorize(Map<String, String> headers) {
        String header = token.header();
        if (header != null) {
            headers.put("Authorization", header);
        }
        return header;
    }

    /** Whether the token file has a new token; an empty one doesn't count. */
    private boolean isRenewed(String refused) {
        try {
            return token.isRenewed(refused);
        } catch (SettingsException e) {
            return false;
        }
    }

    private HttpAnswer exchange(String method, String path, Map<String, String> headers, byte[] body) {
        try {
            return http.send(method, settings.serverUrl() + path, headers, body);
        } catch (IOException e) {
            throw new Unreachable("can't reach " + settings.serverUrl() + way + ": " + SafeText.line(HttpCalls.reason(e,
                    "connection refused; is the server running, and is --server right?", "no answer in time")),
                    !(e instanceof ConnectException || e instanceof ConnectTimeoutException
                            || e instanceof UnknownHostException));
        }
    }

    private JsonNode body(HttpAnswer answer) {
        if (answer.status() == PROXY_UNAUTHORIZED && !way.isEmpty()) {
            throw new Unreachable("can't reach " + settings.serverUrl() + way + ": it wants a user and a password in its URL");
        }
        if (answer.status() >= 500) {
            throw new Unreachable(settings.serverUrl() + " failed (" + answer.status() + "): " + detail(answer),
                    true);
        }
        if (answer.status() == UNAUTHORIZED && wasAccepted && token.file() != null) {
            throw new Unreachable(settings.serverUrl() + " refuses the token, which " + token.file() + " still holds");
        }
        if (answer.status() / 100 != 2) {
            throw new Refused(answer.status(), detail(answer) + (answer.status() == UNAUTHORIZED
                    ? " (give a token by A2A_AUTH_TOKEN or --token-file)" : ""));
        }
        wasAccepted = true;
        return read(answer);
    }

    private JsonNode read(HttpAnswer answer) {
        try {
            JsonNode body = json.readTree(answer.body());
            if (body.isContainerNode()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Reported below.
        }
        throw new Unreachable(settings.serverUrl() + " doesn't answer as an AgentMesh server does", true);
    }

    /**
     * The contract's {@code detail}, else the target of a redirect, else the body unless it is a page.
     */
    private String detail(HttpAnswer answer) {
        if (answer.status() / 100 == 3 && !answer.header("location").isEmpty()) {
            return "it redirects to " + SafeText.line(answer.header("location")) + ": give the address itself by --server";
        }
        String body = answer.body().strip();
        String text = SafeText.line(ErrorDetail.of(body).orElse(body.startsWith("<") ? "" : body));
        return text.isEmpty() ? "status " + answer.status()
                : text.substring(0, Math.min(text.length(), MAX_DETAIL));
    }
}
