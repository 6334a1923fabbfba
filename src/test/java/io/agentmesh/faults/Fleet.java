package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The workers of a run, each with a proxy before it and some codebases of its own. */
final class Fleet implements AutoCloseable {

    static final int WORKERS = 3;
    static final int CODEBASES_EACH = 3;

    /** A folder that two workers serve alike. */
    static final String SHARED = "shared";
    /** Of the second worker: a link to the first one's first folder. */
    static final String ALIAS = "w2-alias";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROPERTIES = """
            worker.retry-delay=50
            worker.retry-delay-limit=1000
            worker.poll-jitter=50
            worker.output-batch-age=200ms
            worker.output-batch-lines=20
            worker.agent-retry-delay=200
            worker.redis-retry=200
            worker.redis-safety-poll=5s
            worker.redis-renewal=2s
            worker.redis-takeover=20s
            worker.redis-look=1s
            """;

    private final List<FleetWorker> workers = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<StateWatch> watches = new ArrayList<>();

    /**
     * @param proxies as many as there are workers
     * @param server  which knows {@link #SHARED} already, where it has shared codebases
     */
    Fleet(Path root, List<FaultProxy> proxies, MeshServer server, Strikes strikes, Tally tally, long seed)
            throws IOException {
        this.proxies.addAll(proxies);
        Path agent = AgentScript.write(root);
        Files.writeString(root.resolve("worker.properties"), PROPERTIES);
        for (int i = 0; i < WORKERS; i++) {
            FleetWorker worker = new FleetWorker(root, name(i), 
                    config(root, i, proxies.get(i).url(), agent, server), tally, seed + i);
            proxies.get(i).open(worker);
            watches.add(new StateWatch(worker, strikes));
            workers.add(worker);
        }
    }

    static String name(int worker) {
        return "w" + (worker + 1);
    }

    /** The names of a worker's codebases. */
    private static List<String> pinned(int worker) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= CODEBASES_EACH; i++) {
            names.add(name(worker) + "-code" + i);
        }
        return names;
    }

    /** The names of all codebases; a {@link TaskPlan} counts them in this order. */
    static List<String> codebases(boolean withCommon) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            names.addAll(pinned(i));
        }
        if (withCommon) {
            names.addAll(List.of(ALIAS, SHARED));
        }
        return names;
    }

    private static Path config(Path root, int worker, String url, Path agent, MeshServer server) throws IOException {
        Path code = root.resolve("code");
        List<Map<String, String>> codebases = new ArrayList<>();
        for (String name : pinned(worker)) {
            codebases.add(Map.of("name", name, "path", Files.createDirectories(code.resolve(name)).toString()));
        }
        if (server.hasSharedCodebases() && worker == 1) {
            Path link = Files.createSymbolicLink(code.resolve(ALIAS), code.resolve(pinned(0).get(0)));
            codebases.add(Map.of("name", ALIAS, "path", link.toString()));
        }
        Map<String, Object> settings = new TreeMap<>(Map.of("server_url", url, "worker_name", name(worker),
                "state_dir", root.resolve("state").resolve(name(worker)).toString(), "opencode_bin", agent.toString(),
                "allowed_roots", List.of(code.toString()), "codebases", codebases, "max_concurrent", CODEBASES_EACH));
        settings.putAll(Map.of("poll_interval", 0.5, "heartbeat_interval", 2, "kill_grace", 1, "stall_timeout", 10,
                "task_timeout", 40, "drain_timeout", 5, "keep_runs", 10, "min_free_disk", "1MiB"));
        if (server.redisUrl() != null) {
            settings.put("redis_url", server.redisUrl());
        }
        return Files.writeString(root.resolve(name(worker) + ".json"), JSON.writeValueAsString(settings));
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
