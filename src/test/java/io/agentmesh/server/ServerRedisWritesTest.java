package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.LogLines;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;

/** A server whose Redis can be read and not written. */
@Timeout(300)
class ServerRedisWritesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private RealRedis redis;
    private RedisConnection client;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
        client = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        server = new TestServer(folder, "server.redis-url=" + redis.url(), "server.queue-check=1s");
        await().atMost(PATIENCE).until(() -> redisState().equals("up"));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"READONLY", "OOM"})
    void aRedisThatOnlyAnswersReadersIsAwayAndThatIsLoggedOnce(String answer) {
        RStream<String, String> stream = client.client().getStream("a2a:tasks:global");
        try (LogLines log = new LogLines()) {
            hurt(answer);
            await().atMost(PATIENCE).until(() -> redisState().equals("down"));
            String task = server.createTask("global");
            // Longer than several sweeps.
            await().during(Duration.ofSeconds(4)).until(() -> redisState().equals("down"));
            assertThat(log.warningsBesideRedis()).hasSize(1).allMatch(line -> line.contains("can't be used: " + answer));

            heal(answer);

            await().atMost(PATIENCE).until(() -> redisState().equals("up"));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> stream.range(StreamMessageId.MIN, StreamMessageId.MAX)
                    .values().stream().anyMatch(entry -> entry.get("task").contains(task)));
            await().atMost(PATIENCE).until(() -> log.containing("INFO Redis ").size() == 1);
            assertThat(log.warningsBesideRedis()).hasSize(1);
        }
    }

    private void hurt(String answer) {
        if (answer.equals("READONLY")) {
            redis.becomeReplica();
        } else {
            redis.takeMemory();
        }
    }

    private void heal(String answer) {
        if (answer.equals("READONLY")) {
            redis.becomeMaster();
        } else {
            redis.giveMemory();
        }
    }

    private String redisState() {
        return server.get("/health").json().path("redis").asText();
    }
}
