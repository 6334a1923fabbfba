package io.agentmesh.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** {@code agentmesh serve} as a process of its own, with SQLite on the disk, and what a person asks it. */
final class RealServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Program program;
    private final int port;
    private final String url;

    private RealServer(Program program, int port) {
        this.program = program;
        this.port = port;
        this.url = "http://127.0.0.1:" + port;
    }

    static RealServer start(Workspace workspace, Path database) throws Exception {
        return start(workspace, database, List.of());
    }

    /** @param more flags of {@code agentmesh serve} */
    static RealServer start(Workspace workspace, Path database, List<String> more) throws Exception {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("serve", "--port=" + port, "--database=" + database,
                "--properties=" + keepAll(workspace)));
        arguments.addAll(more);
        RealServer server = new RealServer(Program.start(workspace, arguments), port);
        Patience.await(server.program, "the server to answer", TIME_TO_START, server::answers);
        return server;
    }

    /** The whole output is kept, since it is read back and compared. */
    private static Path keepAll(Workspace workspace) throws IOException {
        return Files.writeString(workspace.file("server.properties"), "server.output-max=1000000000\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/v1/opencode/workers").isArray();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    int port() {
        return port;
    }

    Program program() {
        return program;
    }

    JsonNode codebases() throws IOException, InterruptedException {
        return get("/v1/opencode/codebases");
    }

    /** @return the new task's id */
    String createTask(String codebaseId, String prompt) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("title", "bench").put("prompt", prompt).toString();
        return send(HttpRequest.newBuilder(URI.create(url + "/v1/opencode/codebases/" + codebaseId + "/tasks"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build())
                .path("task").path("id").asText();
    }

    void cancel(String id) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url + "/v1/opencode/tasks/" + id + "/cancel"))
                .POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    JsonNode task(String id) throws IOException, InterruptedException {
        return get("/v1/opencode/tasks/" + id);
    }

    /**
     * Reads a task's whole output back and checks it.
     *
     * @return when the worker sent the last batch, in nanoseconds of the wall clock
     */
    long readOutput(String taskId, LineCheck lines) throws IOException, InterruptedException {
        long since = 0;
        long total = 1;
        String last = "";
        while (since < total) {
            JsonNode page = get("/v1/opencode/tasks/" + taskId + "/output?since=" + since);
            total = page.path("total").asLong();
            for (JsonNode piece : page.path("outputs")) {
                lines.accept(piece.path("output").asText());
                last = piece.path("timestamp").asText();
                since++;
            }
        }
        return Instant.parse(last).toEpochMilli() * 1_000_000;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET().build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " was answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        program.close();
    }
}
