package io.agentmesh.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;

/** Our server and a real Redis; what the server doesn't put on the streams a test puts there itself. */
final class RedisScene implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final RealRedis redis;
    final RunningServer server;
    private final RedisConnection connection;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final List<AutoCloseable> workers = new ArrayList<>();

    /** A server that knows nothing of Redis. */
    RedisScene(Path folder) throws Exception {
        this(folder, false, Map.of());
    }

    /** @param queues whether the server puts its tasks on Redis */
    RedisScene(Path folder, boolean queues, Map<String, String> serverProperties) throws Exception {
        this.folder = folder;
        redis = RealRedis.start(Files.createDirectories(folder.resolve("redis")));
        connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        Map<String, String> properties = new HashMap<>(serverProperties);
        if (queues) {
            properties.put("server.redis-url", redis.url());
        }
        properties.put("server.port", "0");
        properties.put("server.database", folder.resolve("server.db").toString());
        server = new ServerApp(ServerSettings.load(null, null, properties), AccessTokens.load(null, null)).start();
    }

    /** A worker's machine, where a route that does nothing stands in the place of the poll: tasks come by Redis alone. */
    WorkerFixture machine(String name) {
        WorkerFixture machine = pollingMachine(name);
        machine.write("routes/fetch-tasks.camel.yaml", """
                - route:
                    id: fetch-tasks
                    from:
                      uri: direct
                      parameters:
                        name: fetch-tasks
                      steps:
                        - stop: {}
                """);
        return machine.with("routes", machine.root.resolve("routes").toString());
    }

    /** A worker's machine that polls the server too. */
    WorkerFixture pollingMachine(String name) {
        return new WorkerFixture(folder(name), server.url().toString()).with("worker_name", name)
                .with("redis_url", redis.url()).with("poll_interval", "200ms").property("worker.redis-wait=2s")
                .property("worker.redis-retry=100")
                .property("worker.redis-renewal=200ms").property("worker.redis-takeover=2s")
                .property("worker.redis-look=100ms").property("worker.redis-codebases=300ms");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In this process, until the scene is closed. */
    RunningWorker start(WorkerFixture machine) throws Exception {
        RunningWorker worker = machine.start();
        workers.add(worker);
        return worker;
    }

    void stop(RunningWorker worker) throws Exception {
        workers.remove(worker);
        worker.close();
    }

    /** The id of the codebase of that name. */
    String codebase(String name) {
        return get("/v1/opencode/codebases/list").valueStream()
                .filter(codebase -> codebase.path("name").asText().equals(name))
                .map(codebase -> codebase.path("id").asText()).findFirst().orElse(null);
    }

    /** Makes a task, and puts it on its stream. @return its id */
    String submit(String codebase, String prompt) {
        return put(create(codebase, "build", prompt));
    }

    /** @return the id of a task that is on no stream */
    String create(String codebase, String agentType, String prompt) {
        return post("/v1/opencode/codebases/" + codebase + "/tasks",
                Map.of("title", "t", "prompt", prompt, "agent_type", agentType)).at("/task/id").asText();
    }

    String put(String task) {
        JsonNode stored = task(task);
        put(stored.path("codebase_id").asText(), stored.toString());
        return task;
    }

    void put(String codebase, String text) {
        stream(codebase).add(StreamAddArgs.entry("task", text));
    }

    JsonNode task(String id) {
        return get("/v1/opencode/tasks/" + id);
    }

    String status(String id) {
        return task(id).path("status").asText();
    }

    RStream<String, String> stream(String codebase) {
        return connection.client().getStream("a2a:tasks:" + codebase, StringCodec.INSTANCE);
    }

    /** The newest worker to be given a codebase's one entry, and to end. */
    void deliver(String codebase, String worker) {
        var pending = stream(codebase).listPending("workers", StreamMessageId.MIN, StreamMessageId.MAX, 1);
        if (pending.isEmpty()) {
            stream(codebase).readGroup("workers", worker, StreamReadGroupArgs.neverDelivered().count(1));
        } else {
            stream(codebase).claim("workers", worker, 0, TimeUnit.MILLISECONDS, pending.get(0).getId());
        }
    }

    /** How many entries of a codebase wait or are at work. */
    long backlog(String codebase) {
        return stream(codebase).size();
    }

    /** The entries that were set aside. */
    List<Map<String, String>> dead() {
        return List.copyOf(connection.client().<String, String>getStream("a2a:dead", StringCodec.INSTANCE)
                .range(StreamMessageId.MIN, StreamMessageId.MAX).values());
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
    }

    JsonNode post(String path, Map<String, Object> body) {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable worker : workers) {
            worker.close();
        }
        connection.close();
        server.close();
        redis.close();
    }
}
