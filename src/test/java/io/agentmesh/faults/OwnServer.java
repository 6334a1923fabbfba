package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.support.FreePort;
import io.agentmesh.support.RealRedis;

/** {@code agentmesh serve} on SQLite, as a process of its own, maybe with a Redis. */
final class OwnServer implements MeshServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REDIS_AWAY_MILLIS = 3000;
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    private final Path root;
    private final int port;
    private final RealRedis redis;
    private final MeshCalls calls;
    private Process process;

    OwnServer(Path root, boolean withRedis) throws IOException, InterruptedException {
        this.root = root;
        redis = withRedis ? RealRedis.start(Files.createDirectories(root.resolve("redis"))) : null;
        port = FreePort.next();
        calls = new MeshCalls(url());
        Files.writeString(root.resolve("server.properties"), """
                server.worker-timeout=20s
                server.lease-check=1s
                server.output-limit=100000
                """);
        start();
        share(Files.createDirectories(root.resolve("code").resolve(Fleet.SHARED)));
    }

    /** With the first two workers, as a person does it who knows where the folder is. */
    private void share(Path folder) throws IOException, InterruptedException {
        for (int worker = 0; worker < 2; worker++) {
            calls.post("/v1/opencode/codebases", JSON.writeValueAsString(Map.of("name", Fleet.SHARED, "path",
                    folder.toString(), "worker_id", Fleet.name(worker), "shared", true)));
        }
    }

    private void start() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port=" + port,
                "--database=" + root.resolve("server.db"), "--properties=" + root.resolve("server.properties")));
        if (redis != null) {
            arguments.add("--redis-url=" + redis.url());
        }
        process = JavaProcess.start(root, log(), List.of("-Xmx256m"), arguments, Map.of());
        long deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IOException("the server doesn't start: " + lastWords());
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            calls.get("/v1/opencode/workers");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** While {@link #strike} doesn't replace it. */
    synchronized long pid() {
        return process.pid();
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public boolean hasSharedCodebases() {
        return true;
    }

    @Override
    public Map<String, String> codebases() throws IOException, InterruptedException {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode codebase : calls.get("/v1/opencode/codebases")) {
            ids.put(codebase.path("name").asText(), codebase.path("id").asText());
        }
        return ids;
    }

    /** One whose answer was lost is looked for before it is made again. */
    @Override
    public String submit(String codebase, TaskPlan plan) throws IOException, InterruptedException {
        String path = "/v1/opencode/codebases/" + codebase + "/tasks";
        String body = JSON.writeValueAsString(Map.of("title", plan.title(), "prompt", plan.prompt()));
        boolean again = false;
        while (true) {
            try {
                for (JsonNode task : again ? calls.get(path) : JSON.createArrayNode()) {
                    if (task.path("title").asText().equals(plan.title())) {
                        return task.path("id").asText();
                    }
                }
                return calls.post(path, body).path("task").path("id").asText();
            } catch (IOException e) {
                again = true;
                Thread.sleep(100);
            }
        }
    }

    @Override
    public JsonNode task(String id) throws IOException, InterruptedException {
        return calls.get("/v1/opencode/tasks/" + id);
    }

    @Override
    public String output(String id) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        int since = 0;
        int total = 1;
        while (since < total) {
            JsonNode page = calls.get("/v1/opencode/tasks/" + id + "/output?since=" + since);
            total = page.path("total").asInt();
            for (JsonNode piece : page.path("outputs")) {
                text.append(piece.path("output").asText());
                since++;
            }
        }
        return text.toString();
    }

    @Override
    public void cancel(String id) throws IOException, InterruptedException {
        calls.post("/v1/opencode/tasks/" + id + "/cancel", "{}");
    }

    @Override
    public synchronized void strike() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Thread.sleep(500);
        start();
    }

    @Override
    public String redisUrl() {
        return redis == null ? null : redis.url();
    }

    @Override
    public synchronized void strikeRedis(boolean empty) throws InterruptedException {
        redis.kill();
        Thread.sleep(REDIS_AWAY_MILLIS);
        if (empty) {
            redis.startEmpty();
        } else {
            redis.start();
        }
    }

    private Path log() {
        return root.resolve("server.log");
    }

    @Override
    public List<String> lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        if (redis != null) {
            redis.close();
        }
    }
}
