package io.agentmesh.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As little of a server as a worker needs, so that a measurement is the worker's alone: says yes to everything, gives out
 * one task, and checks the lines of its output.
 */
final class FakeServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODEBASE = "bench";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch registered = new CountDownLatch(1);
    private final AtomicReference<String> offered = new AtomicReference<>("[]");
    private final CountDownLatch finished = new CountDownLatch(1);
    private final LineCheck lines = new LineCheck();
    private volatile String outcome;
    private volatile long registeredAt;
    private volatile long lastOutputAt;
    private volatile long batches;

    FakeServer() throws IOException {
        // Without it each answer may wait 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    CountDownLatch registered() {
        return registered;
    }

    /** {@link System#nanoTime()} of the worker's registration. */
    long registeredAt() {
        return registeredAt;
    }

    /** Gives out a task with the next poll. */
    void offer(String prompt) throws IOException {
        offered.set(JSON.writeValueAsString(new Object[] {task("pending", prompt)}));
    }

    CountDownLatch finished() {
        return finished;
    }

    /** The task's final status as the worker sent it. */
    String outcome() {
        return outcome;
    }

    LineCheck lines() {
        return lines;
    }

    /** Of the wall clock, in nanoseconds. */
    long lastOutputAt() {
        return lastOutputAt;
    }

    long batches() {
        return batches;
    }

    private static JsonNode task(String status, String prompt) {
        return JSON.createObjectNode().put("id", "t1").put("codebase_id", CODEBASE).put("title", "bench")
                .put("prompt", prompt).put("agent_type", "build").put("status", status).put("priority", 0)
                .put("attempt", 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String reply = "{\"success\":true}";
        if (path.endsWith("/output")) {
            output(JSON.readTree(body));
        } else if (path.endsWith("/workers/register")) {
            registeredAt = System.nanoTime();
            registered.countDown();
            reply = "{\"success\":true,\"features\":[\"claim\",\"output-seq\"]}";
        } else if (path.endsWith("/status")) {
            reply = status(JSON.readTree(body));
        } else if (path.endsWith("/tasks")) {
            reply = offered.getAndSet("[]");
        } else if (path.contains("/codebases")) {
            reply = codebase(body);
        }
        send(exchange, reply);
    }

    private void output(JsonNode batch) {
        lines.accept(batch.path("output").asText());
        batches++;
        lastOutputAt = WallClock.nanos();
    }

    private String status(JsonNode report) {
        String status = report.path("status").asText();
        if (!status.equals("running")) {
            outcome = report.toString();
            finished.countDown();
        }
        return JSON.createObjectNode().put("success", true).set("task", task(status, "")).toString();
    }

    private static String codebase(byte[] body) throws IOException {
        JsonNode asked = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        return JSON.createObjectNode().put("success", true).set("codebase", JSON.createObjectNode()
                .put("id", CODEBASE).put("name", "bench").put("path", asked.path("path").asText())
                .put("worker_id", "bench")).toString();
    }

    private static void send(HttpExchange exchange, String reply) throws IOException {
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
