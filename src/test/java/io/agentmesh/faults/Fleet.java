package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The workers of a run, each with a proxy before it and some codebases of its own. */
final class Fleet implements AutoCloseable {

    static final int WORKERS = 3;
    static final int CODEBASES_EACH = 3;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROPERTIES = """
            worker.retry-delay=50
            worker.retry-delay-limit=1000
            worker.poll-jitter=50
            worker.output-batch-age=200ms
            worker.output-batch-lines=20
            """;

    private final List<FleetWorker> workers = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<StateWatch> watches = new ArrayList<>();

    /** @param proxies as many as there are workers */
    Fleet(Path root, List<FaultProxy> proxies, Strikes strikes, Tally tally, long seed) throws IOException {
        this.proxies.addAll(proxies);
        Path agent = AgentScript.write(root);
        Files.writeString(root.resolve("worker.properties"), PROPERTIES);
        for (int i = 0; i < WORKERS; i++) {
            FleetWorker worker = new FleetWorker(root, name(i), config(root, i, proxies.get(i).url(), agent), tally, seed + i);
            proxies.get(i).open(worker);
            watches.add(new StateWatch(worker, strikes));
            workers.add(worker);
        }
    }

    static String name(int worker) {
        return "w" + (worker + 1);
    }

    /** The names of a worker's codebases; those of all workers are numbered in this order. */
    static List<String> codebases(int worker) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= CODEBASES_EACH; i++) {
            names.add(name(worker) + "-code" + i);
        }
        return names;
    }

    private static Path config(Path root, int worker, String server, Path agent) throws IOException {
        List<String> folders = new ArrayList<>();
        for (String name : codebases(worker)) {
            folders.add(Files.createDirectories(root.resolve("code").resolve(name)).toString());
        }
        Map<String, Object> settings = Map.of("server_url", server, "worker_name", name(worker),
                "state_dir", root.resolve("state").resolve(name(worker)).toString(), "opencode_bin", agent.toString(),
                "poll_interval", 0.5, "heartbeat_interval", 2, "max_concurrent", CODEBASES_EACH, "codebases", folders);
        Map<String, Object> times = Map.of("kill_grace", 1, "stall_timeout", 10, "task_timeout", 40, "drain_timeout", 5,
                "keep_runs", 10);
        var all = new java.util.TreeMap<>(settings);
        all.putAll(times);
        return Files.writeString(root.resolve(name(worker) + ".json"), JSON.writeValueAsString(all));
    }

    void start() throws IOException {
        for (FleetWorker worker : workers) {
            worker.start();
        }
    }

    List<FleetWorker> workers() {
        return workers;
    }

    /** TERM to all; what they leave is then looked at. */
    void end() throws InterruptedException {
        for (FleetWorker worker : workers) {
            worker.end();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (StateWatch watch : watches) {
            watch.close();
        }
        proxies.forEach(FaultProxy::close);
    }
}
