package io.agentmesh.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.server.http.Caller;
import org.awaitility.Awaitility;

/**
 * Somebody who submits tasks, and workers that poll, claim, "run" and report them; they behave as the contract wants it
 * of clients: what got no answer is asked again, a claim too, and 409 means that the task is another's.
 */
final class Crowd {

    private final int tasks;
    private final List<String> urls;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> runs = new ConcurrentHashMap<>();
    private final AtomicInteger completed = new AtomicInteger();
    private volatile boolean isAllSubmitted;

    /** @param urls of servers on one database; each client changes to the next one when one doesn't answer */
    Crowd(int tasks, List<String> urls) {
        this.tasks = tasks;
        this.urls = urls;
    }

    List<Future<?>> start(ExecutorService threads, int workers) {
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(() -> {
            submit();
            return null;
        }));
        for (int i = 0; i < workers; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                work("w" + number, new Caller(urls, number));
                return null;
            }));
        }
        return all;
    }

    void awaitCompleted(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5))
                .until(() -> completed.get() >= count);
    }

    /** The tasks whose creation was answered. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Who ran each task. */
    Map<String, List<String>> runs() {
        return runs;
    }

    private void submit() throws IOException, InterruptedException {
        Caller caller = new Caller(urls, 0);
        while (acknowledged.size() < tasks) {
            Answer answer = caller.send("POST", "/v1/opencode/codebases/global/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}");
            acknowledged.add(answer.json().at("/task/id").asText());
        }
        isAllSubmitted = true;
    }

    private void work(String worker, Caller caller) throws IOException, InterruptedException {
        caller.send("POST", "/v1/opencode/workers/register", "{\"worker_id\": \"" + worker + "\"}");
        while (true) {
            boolean wasAllSubmitted = isAllSubmitted;
            JsonNode pending = caller.get("/v1/opencode/tasks?status=pending&limit=8&wait=1&worker_id=" + worker).json();
            for (JsonNode task : pending) {
                run(caller, worker, task.path("id").asText());
            }
            if (pending.isEmpty() && wasAllSubmitted) {
                return;
            }
        }
    }

    private void run(Caller caller, String worker, String task) throws IOException, InterruptedException {
        String status = "/v1/opencode/tasks/" + task + "/status";
        Answer claim = caller.send("PUT", status, "{\"status\": \"running\", \"worker_id\": \"" + worker + "\"}");
        if (claim.status() == 409) {
            return;
        }
        runs.computeIfAbsent(task, id -> new CopyOnWriteArrayList<>()).add(worker);
        Answer end = caller.send("PUT", status, """
                {"status": "completed", "worker_id": "%s", "attempt": %d, "result": "by %s"}"""
                .formatted(worker, claim.json().at("/task/attempt").asInt(), worker));
        if (end.status() != 200) {
            throw new IllegalStateException(task + " was not taken: " + end);
        }
        completed.incrementAndGet();
    }

    /** An answer that isn't the server's own fault. */
    record Answer(int status, JsonNode json) {
    }

    /** Asks until it is answered, the next server where one doesn't. */
    static final class Caller {

        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build();
        private final List<String> urls;
        private int turn;

        /** @param turn the number of the server to begin with */
        Caller(List<String> urls, int turn) {
            this.urls = urls;
            this.turn = turn;
        }

        Answer get(String path) throws IOException, InterruptedException {
            return send("GET", path, null);
        }

        Answer send(String method, String path, String json) {
            return Awaitility.await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50)).until(() -> trySend(method, path, json), answer -> answer != null);
        }

        private Answer trySend(String method, String path, String json) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(urls.get(turn % urls.size()) + path))
                    .timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
                    .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)).build();
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() < 500) {
                    return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()));
                }
            } catch (IOException e) {
                turn++;
            }
            return null;
        }
    }
}
