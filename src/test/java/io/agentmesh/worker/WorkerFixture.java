package io.agentmesh.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;

/** A machine for one worker in a folder: its home, its codebases, its state, an agent, and a config.json. */
public final class WorkerFixture {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Path root;
    public final Path state;
    final Path home;
    public final ScriptedAgent agent;
    /** Of the worker's process, besides HOME. */
    final Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    private final List<String> properties = new ArrayList<>();
    private final ObjectNode config = JSON.createObjectNode();

    public WorkerFixture(Path folder, String serverUrl) {
        try {
            root = folder.toRealPath();
            state = Files.createDirectories(root.resolve("state"));
            home = Files.createDirectories(root.resolve("home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        variables.put("HOME", home.toString());
        agent = new ScriptedAgent(root.resolve("agent"));
        config.put("server_url", serverUrl).put("worker_name", "w1").put("state_dir", state.toString())
                .put("opencode_bin", agent.program().toString()).put("poll_interval", 1).put("kill_grace", 1)
                .put("heartbeat_interval", 1);
    }

    public WorkerFixture with(String key, Object value) {
        config.set(key, JSON.valueToTree(value));
        return this;
    }

    WorkerFixture without(String key) {
        config.remove(key);
        return this;
    }

    /** A folder that may be a codebase. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve("code").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostEnvironment host() {
        return new HostEnvironment(variables, home, root, root.resolve("none.json"), () -> "box");
    }

    Path configFile() {
        return write("config.json", config.toString());
    }

    public WorkerSettings settings() {
        return new WorkerSettingsReader(host()).read(new SettingsFlags(configFile().toString(), null, Map.of()))
                .settings();
    }

    /** Pauses that a test can wait for. */
    Path properties() {
        return write("application.properties", """
                worker.retry-delay=20
                worker.agent-retry-delay=20
                worker.retry-delay-limit=100
                worker.poll-jitter=1
                worker.output-batch-age=100ms
                """ + String.join("\n", properties));
    }

    /** A line of the properties file. */
    WorkerFixture property(String line) {
        properties.add(line);
        return this;
    }

    public RunningWorker start() throws Exception {
        return new WorkerApp(settings(), properties(), host()).start(missing -> {
            throw missing;
        });
    }

    public Path write(String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
