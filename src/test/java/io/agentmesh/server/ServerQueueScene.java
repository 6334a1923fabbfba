package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.StreamMessageId;

/** A server with a Redis, and a look at the streams there. */
abstract class ServerQueueScene {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    RealRedis redis;
    RedisConnection client;
    TestServer server;
    String codebase;

    @BeforeEach
    void start() throws Exception {
        redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
        client = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        server = newServer("1h");
        eventually(() -> assertThat(redisState()).isEqualTo("up"));
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        redis.close();
    }

    TestServer newServer(String audit) {
        return new TestServer(folder, "server.redis-url=" + redis.url(), "server.queue-check=1s",
                "server.queue-audit=" + audit);
    }

    String redisState() {
        return server.get("/health").json().path("redis").asText();
    }

    List<JsonNode> tasks(String id) {
        Map<StreamMessageId, Map<String, String>> entries = client.client()
                .<String, String>getStream("a2a:tasks:" + id).range(StreamMessageId.MIN, StreamMessageId.MAX);
        return entries.values().stream().map(entry -> read(entry.get("task"))).toList();
    }

    List<String> ids(String id) {
        return tasks(id).stream().map(task -> task.path("id").asText()).toList();
    }

    static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(json, e);
        }
    }

    static void eventually(ThrowingRunnable check) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(check);
    }
}
