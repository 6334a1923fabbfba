package io.agentmesh.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before a classic server and checks the output itself, line by line, so that nobody has to keep it. */
final class FloodReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] TAKEN = "{\"success\": true}".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Upstream server;
    private final HttpServer http;
    private final Set<String> batches = new HashSet<>();
    private long bytes;
    private int lines;
    private String trouble;

    FloodReceiver(String server) throws IOException {
        this.server = new Upstream(server);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    synchronized int lines() {
        return lines;
    }

    /** In UTF-8, of the lines alone. */
    synchronized long bytes() {
        return bytes;
    }

    /** The first gap or repeat, or null. */
    synchronized String trouble() {
        return trouble;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ProxiedCall call = ProxiedCall.read(exchange);
            int status = 200;
            byte[] answer = TAKEN;
            if (call.kind() == ProxiedCall.Kind.OUTPUT) {
                take(JSON.readTree(call.body()));
            } else {
                HttpResponse<byte[]> answered = server.send(call);
                status = answered.statusCode();
                answer = answered.body();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A batch that comes again, because its answer was lost, is no repeat. */
    private synchronized void take(JsonNode batch) {
        if (!batches.add(batch.path("attempt") + "." + batch.path("seq"))) {
            return;
        }
        batch.path("output").asText().lines().filter(line -> line.contains(" line ")).forEach(line -> {
            int number = Integer.parseInt(line.substring(line.indexOf(" line ") + 6, line.indexOf(" of ")));
            if (number != ++lines && trouble == null) {
                trouble = "line " + number + " came where line " + lines + " was due";
            }
            bytes += line.length() + 1;
        });
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
