package io.agentmesh.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task on its way, as anybody with curl can send and follow it. */
final class DemoTask {

    private static final List<String> TERMINAL = List.of("completed", "failed", "cancelled");

    private final Api server;
    private final String id;
    private int outputsSeen;

    private DemoTask(Api server, String id) {
        this.server = server;
        this.id = id;
    }

    static ObjectNode body(String prompt) {
        return new ObjectMapper().createObjectNode().put("title", "A first task").put("prompt", prompt)
                .put("agent_type", "build");
    }

    static String path(String codebaseId) {
        return "/v1/opencode/codebases/" + codebaseId + "/tasks";
    }

    static DemoTask submit(Api server, String codebaseId, ObjectNode body) throws IOException {
        return new DemoTask(server, server.post(path(codebaseId), body).path("task").path("id").asText());
    }

    String id() {
        return id;
    }

    String path() {
        return "/v1/opencode/tasks/" + id;
    }

    /**
     * Tells the output as it comes, until the task has ended.
     *
     * @return the task as the server then knows it
     */
    JsonNode follow(ChildProcess worker, Duration limit, Consumer<String> output) throws IOException {
        JsonNode ended = Patience.await(worker, "the task to end", limit, () -> {
            tellNewOutput(output);
            return Optional.of(server.get(path()))
                    .filter(task -> TERMINAL.contains(task.path("status").asText()));
        });
        tellNewOutput(output);
        return ended;
    }

    private void tellNewOutput(Consumer<String> output) throws IOException {
        for (JsonNode each : server.get(path() + "/output?since=" + outputsSeen).path("outputs")) {
            outputsSeen++;
            output.accept(each.path("output").asText());
        }
    }
}
