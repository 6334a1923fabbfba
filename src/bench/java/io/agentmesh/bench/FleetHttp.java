package io.agentmesh.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The calls of a fleet's workers at the server. The first failure is kept: a figure with failures in it is none. */
final class FleetHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    FleetHttp(String server) {
        this.server = server + "/v1/opencode";
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @return the id of its codebase */
    String register(String worker) {
        send("POST", "/workers/register", "{\"worker_id\": \"%s\", \"name\": \"%1$s\"}".formatted(worker)).join();
        return send("POST", "/codebases", "{\"worker_id\": \"%s\", \"name\": \"of-%1$s\", \"path\": \"/code/%1$s\"}"
                .formatted(worker)).join().path("codebase").path("id").asText();
    }

    void createTask(String codebase, String title) {
        send("POST", "/codebases/" + codebase + "/tasks", "{\"title\": \"%s\", \"prompt\": \"p\"}".formatted(title)).join();
    }

    void heartbeat(String worker) {
        send("POST", "/workers/" + worker + "/heartbeat", "{\"running\": []}").whenComplete(this::note);
    }

    void listCodebases(String worker) {
        send("GET", "/codebases/list?worker_id=" + worker, "").whenComplete(this::note);
    }

    void poll(String worker) {
        send("GET", "/tasks?status=pending&worker_id=" + worker, "").whenComplete(this::note);
    }

    CompletableFuture<?> claim(String worker, String task) {
        return send("PUT", "/tasks/" + task + "/status", "{\"status\": \"running\", \"worker_id\": \"%s\"}".formatted(worker));
    }

    CompletableFuture<?> print(String worker, String task) {
        return send("POST", "/tasks/" + task + "/output",
                "{\"worker_id\": \"%s\", \"output\": \"said\", \"attempt\": 1, \"seq\": 1}".formatted(worker));
    }

    CompletableFuture<?> complete(String worker, String task) {
        return send("PUT", "/tasks/" + task + "/status",
                "{\"status\": \"completed\", \"worker_id\": \"%s\", \"result\": \"done\"}".formatted(worker));
    }

    int takeRequests() {
        return requests.getAndSet(0);
    }

    void failed(Throwable reason) {
        failure.compareAndSet(null, reason);
    }

    void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("the fleet met a failure", failure.get());
        }
    }

    private void note(JsonNode answer, Throwable reason) {
        if (reason != null) {
            failed(reason);
        }
    }

    private CompletableFuture<JsonNode> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE)
                .header("Content-Type", "application/json").method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build();
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> {
            requests.incrementAndGet();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return json(answer.body());
        });
    }
}
