package io.agentmesh.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.source.ClientSettings;

/** The server of the demo, used by its HTTP API. */
final class DemoServer {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private final String url;
    private final ApiClient api;
    private final Tasks tasks;

    /** @param url such as {@code http://127.0.0.1:8000} */
    DemoServer(String url) {
        this.url = url;
        this.api = new ApiClient(new ClientSettings(url, null), Network.direct());
        this.tasks = new Tasks(api);
    }

    /** Starts {@code agentmesh serve} with a database in the demo's folder and returns once it answers. */
    static DemoServer start(Path folder, Cleanup cleanup) throws IOException {
        int port = freePort();
        ProcessBuilder serve = OwnJvm.command(List.of("serve", "--host", "127.0.0.1", "--port", String.valueOf(port),
                "--database", folder.resolve("server.db").toString()));
        // Settings of the machine's own server and worker don't apply to this one.
        serve.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
        ChildProcess child = cleanup.add(
                ChildProcess.start("the server", serve, folder.resolve("server.log"), TIME_TO_STOP));
        DemoServer server = new DemoServer("http://127.0.0.1:" + port);
        child.await("the server to answer", TIME_TO_START, () -> Optional.of(server.api.get("/v1/opencode/workers")));
        return server;
    }

    /** A free loopback port. If another program takes it first, the start fails. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url(String path) {
        return url + path;
    }

    JsonNode workers() {
        return api.get("/v1/monitor/workers");
    }

    /** Returns the id of the codebase once the server knows it and its worker is active. */
    String awaitCodebase(ChildProcess worker, Path codebase) {
        return worker.await("the worker to be active", TIME_TO_START,
                () -> find(workers().path("workers"), "name", DemoWorker.NAME)
                        .filter(known -> known.path("status").asText().equals("active"))
                        .flatMap(known -> find(api.get("/v1/opencode/codebases"), "path", codebase.toString()))
                        .map(known -> known.path("id").asText()));
    }

    private static Optional<JsonNode> find(JsonNode array, String field, String value) {
        return array.valueStream().filter(each -> each.path(field).asText().equals(value))
                .findFirst();
    }

    static ObjectNode taskBody(String prompt) {
        return new ObjectMapper().createObjectNode().put("title", "A first task").put("prompt", prompt)
                .put("agent_type", "build");
    }

    /** The request for a task as a shell command. */
    String taskCommand(String codebaseId, JsonNode body) {
        return "curl -X POST " + url("/v1/opencode/codebases/" + codebaseId + "/tasks")
                + " \\\n  -H 'Content-Type: application/json' \\\n  -d '"
                + body.toPrettyString().replace("'", "'\\''").replace("\n", "\n  ") + "'";
    }

    /** @return the id of the new task */
    String submit(String codebaseId, JsonNode body) {
        return tasks.submit(codebaseId, body).path("id").asText();
    }

    /**
     * Passes on output until the task has ended.
     *
     * @return the ended task
     */
    JsonNode follow(String taskId, ChildProcess worker, Duration limit, Consumer<String> output) {
        AtomicInteger seen = new AtomicInteger();
        Runnable tellNew = () -> tasks.output(taskId, seen.get()).path("outputs").forEach(piece -> {
            seen.incrementAndGet();
            output.accept(piece.path("output").asText());
        });
        JsonNode ended = worker.await("the task to end", limit, () -> {
            tellNew.run();
            return Optional.of(tasks.get(taskId)).filter(Tasks::isOver);
        });
        tellNew.run();
        return ended;
    }
}
