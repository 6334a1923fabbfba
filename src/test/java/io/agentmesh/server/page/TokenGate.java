package io.agentmesh.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before a server: it lets through who has the token, and can be shut as if the server were away. */
final class TokenGate implements AutoCloseable {

    private final URI server;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final HttpServer gate;
    private volatile boolean isShut;

    TokenGate(URI server, String token) throws IOException {
        this.server = server;
        this.token = token;
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.createContext("/", this::pass);
        gate.setExecutor(threads);
        gate.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
    }

    /** What was asked for, with its query. */
    List<String> addresses() {
        return addresses;
    }

    void shut(boolean shut) {
        isShut = shut;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String address = exchange.getRequestURI().toString();
            addresses.add(address);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (isShut) {
                answer(exchange, 503, "{\"detail\": \"The server is not ready.\"}");
            } else if (address.startsWith("/v1/") && !("Bearer " + token).equals(authorization)) {
                answer(exchange, 401, "{\"detail\": \"A token is needed.\"}");
            } else {
                forward(exchange, address);
            }
        }
    }

    private void forward(HttpExchange exchange, String address) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(address));
        for (String name : List.of("Accept", "Content-Type", "Last-Event-ID")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        request.method(exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            exchange.getResponseHeaders().set("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            OutputStream out = exchange.getResponseBody();
            byte[] buffer = new byte[8192];
            for (int length = answer.body().read(buffer); length >= 0; length = answer.body().read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        gate.stop(0);
        threads.shutdownNow();
    }
}
