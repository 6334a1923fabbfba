package io.agentmesh.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

/** A chat that takes messages over HTTP, as Slack does. */
final class Webhook implements AutoCloseable {

    private static final String PATH = "/services/T000/B000/XXXX";

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Webhook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, exchange -> {
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            boolean good = exchange.getRequestMethod().equals("POST") && message.size() == 1
                    && exchange.getRequestHeaders().getFirst("Content-Type").equals("application/json")
                    && exchange.getRequestHeaders().getFirst("Authorization") == null;
            texts.add(good ? message.path("text").asText() : exchange.getRequestHeaders().entrySet() + " " + message);
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
