package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Starts {@code agentmesh worker} for the demo, with config.json and all other files in the demo's folder. */
final class DemoWorker {

    static final String NAME = "demo-worker";

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final int SECONDS_BETWEEN_POLLS = 1;
    private static final int SECONDS_TO_DRAIN = 5;
    private static final int SECONDS_TO_KILL = 2;

    private DemoWorker() {
    }

    static ChildProcess start(Path folder, ObjectNode config, boolean scripted) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config.toPrettyString() + "\n");
        ProcessBuilder worker = OwnJvm.command(List.of("worker", "--config", file.toString()));
        adaptEnvironment(worker.environment(), folder, scripted);
        return ChildProcess.start("the worker", worker, folder.resolve("worker.log"), TIME_TO_STOP);
    }

    static ObjectNode config(Path folder, String serverUrl, Path codebase, Path openCode, ModelChoice model) {
        ObjectNode config = new ObjectMapper().createObjectNode();
        config.put("server_url", serverUrl).put("worker_name", NAME).put("poll_interval", SECONDS_BETWEEN_POLLS);
        config.putArray("codebases").addObject().put("name", codebase.getFileName().toString())
                .put("path", codebase.toString());
        config.put("state_dir", folder.resolve("state").toString()).put("opencode_bin", openCode.toString());
        config.put("model", model.name()).put("allow_public_model", model.publicAllowed());
        config.put("drain_timeout", SECONDS_TO_DRAIN).put("kill_grace", SECONDS_TO_KILL);
        return config;
    }

    /**
     * Removes the machine's own settings, as the environment takes precedence over config.json. Temporary files go to
     * the demo's folder: a run of OpenCode leaves a library of some megabytes there (seen with 1.18.33). With the
     * scripted model OpenCode is also kept off the user's sessions, configuration and network; a real one needs the
     * user's keys.
     */
    static void adaptEnvironment(Map<String, String> environment, Path folder, boolean scripted) {
        environment.keySet().removeIf(name -> name.startsWith("A2A_"));
        environment.put("TMPDIR", folder.toString());
        if (scripted) {
            environment.keySet().removeIf(name -> name.startsWith("OPENCODE_"));
            environment.put("OPENCODE_DISABLE_MODELS_FETCH", "1");
            environment.put("OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
            environment.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
            for (String kind : List.of("DATA", "CONFIG", "CACHE", "STATE")) {
                environment.put("XDG_" + kind + "_HOME", folder.resolve("opencode")
                        .resolve(kind.toLowerCase(Locale.ROOT)).toString());
            }
        }
    }
}
