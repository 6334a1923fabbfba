package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever listens at {@code a2a:events} hears what happens to tasks and workers. */
@Timeout(300)
@Tag("store")
class RedisEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theLifeOfATaskAndItsWorkerIsHeard() throws Exception {
        List<JsonNode> heard = new CopyOnWriteArrayList<>();
        try (RealRedis redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
                RedisConnection client = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
                TestServer server = new TestServer(folder, "server.redis-url=" + redis.url())) {
            client.client().getTopic("a2a:events").addListener(String.class, (channel, event) -> heard.add(read(event)));
            await().atMost(PATIENCE).until(() -> server.get("/health").json().path("redis").asText().equals("up"));

            server.registerWorker("w1");
            String task = server.createTask(server.registerCodebase("w1", "/p"));
            server.claim(task, "w1");
            server.report(task, "failed", "w1", ", \"error\": \"e\", \"changes\": {\"diff\": \"d\"}, \"data\": {\"a\": 1}");
            server.post("/v1/opencode/workers/w1/unregister");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).extracting(event -> event.path("type").asText())
                    .containsExactly("worker.registered", "task.pending", "task.running", "task.failed",
                            "worker.unregistered"));
            assertThat(heard).allSatisfy(event -> {
                assertThat(event.fieldNames()).toIterable().containsExactly("type", "data", "timestamp");
                assertThat(Instant.parse(event.path("timestamp").asText())).isNotNull();
            });
            assertThat(heard.get(0).path("data").path("worker_id").asText()).isEqualTo("w1");
            JsonNode data = heard.get(3).path("data");
            assertThat(new ObjectMapper().convertValue(data, Map.class)).containsEntry("id", task)
                    .containsEntry("status", "failed").containsEntry("worker_id", "w1").containsEntry("attempt", 1)
                    .doesNotContainKeys("prompt", "result", "metadata", "changes", "data", "diff", "details");
        }
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(json, e);
        }
    }
}
