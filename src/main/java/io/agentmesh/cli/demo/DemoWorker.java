package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.opencode.OpenCodeProgram;

/** {@code agentmesh worker} as a child process, with a config.json in the demo's folder. */
final class DemoWorker {

    static final String NAME = "demo-worker";

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final int SECONDS_BETWEEN_POLLS = 1;
    private static final int SECONDS_TO_DRAIN = 5;
    private static final int SECONDS_TO_KILL = 2;

    private final DemoFolder folder;
    private final Path codebase;
    private final ChildProcess process;

    private DemoWorker(DemoFolder folder, Path codebase, ChildProcess process) {
        this.folder = folder;
        this.codebase = codebase;
        this.process = process;
    }

    /**
     * @param openCodeConfig what OpenCode is given, or null for the user's own configuration alone
     */
    static DemoWorker start(DemoFolder folder, Api server, Path codebase, OpenCodeProgram agent, ModelChoice model,
            ObjectNode openCodeConfig, Cleanup cleanup) throws IOException {
        ObjectNode config = config(folder, server.url(""), codebase, agent.path(), model);
        if (openCodeConfig != null) {
            config.set("opencode_config", openCodeConfig);
        }
        Path file = Files.writeString(folder.file("config.json"), config.toPrettyString() + "\n");
        ProcessBuilder worker = OwnJvm.command(List.of("worker", "--config", file.toString()));
        adaptEnvironment(worker.environment(), folder, model.scripted());
        return new DemoWorker(folder, codebase, cleanup.add(
                ChildProcess.start("the worker", worker, folder.file("worker.log"), TIME_TO_STOP)));
    }

    static ObjectNode config(DemoFolder folder, String serverUrl, Path codebase, Path openCode, ModelChoice model) {
        ObjectNode config = new ObjectMapper().createObjectNode();
        config.put("server_url", serverUrl).put("worker_name", NAME).put("poll_interval", SECONDS_BETWEEN_POLLS);
        config.putArray("codebases").addObject().put("name", codebase.getFileName().toString())
                .put("path", codebase.toString());
        config.put("state_dir", folder.file("state").toString()).put("opencode_bin", openCode.toString());
        config.put("model", model.name()).put("allow_public_model", model.publicAllowed());
        config.put("drain_timeout", SECONDS_TO_DRAIN).put("kill_grace", SECONDS_TO_KILL);
        return config;
    }

    /**
     * The environment beats config.json, so the machine's own settings go. Temporary files go with the demo's folder:
     * a run of OpenCode leaves a library of some megabytes there (seen with 1.18.33). The scripted model also keeps
     * OpenCode off the user's sessions, configuration and network; a real one needs the user's keys.
     */
    static void adaptEnvironment(Map<String, String> environment, DemoFolder folder, boolean scripted) {
        environment.keySet().removeIf(name -> name.startsWith("A2A_"));
        environment.put("TMPDIR", folder.path().toString());
        if (scripted) {
            environment.keySet().removeIf(name -> name.startsWith("OPENCODE_"));
            environment.put("OPENCODE_DISABLE_MODELS_FETCH", "1");
            environment.put("OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
            environment.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
            for (String kind : List.of("DATA", "CONFIG", "CACHE", "STATE")) {
                environment.put("XDG_" + kind + "_HOME", folder.file("opencode").resolve(kind.toLowerCase(Locale.ROOT))
                        .toString());
            }
        }
    }

    ChildProcess process() {
        return process;
    }

    Path log() {
        return folder.file("worker.log");
    }

    /** Returns the id of the codebase once the server knows it and calls the worker active. */
    String awaitCodebase(Api server) {
        return Patience.await(process, "the worker to be active", TIME_TO_START, () -> isActive(server)
                ? elements(server.get("/v1/opencode/codebases"))
                        .filter(each -> each.path("path").asText().equals(codebase.toString()))
                        .map(each -> each.path("id").asText()).findFirst()
                : Optional.empty());
    }

    private static boolean isActive(Api server) throws IOException {
        return elements(server.get("/v1/monitor/workers").path("workers")).anyMatch(worker ->
                worker.path("name").asText().equals(NAME) && worker.path("status").asText().equals("active"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
