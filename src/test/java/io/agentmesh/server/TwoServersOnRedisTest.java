package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.StreamMessageId;

/** Two servers on one PostgreSQL and one Redis put each task once. */
@Timeout(300)
class TwoServersOnRedisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TASKS = 30;

    @TempDir
    Path folder;

    @Test
    void eachTaskHasOneEntryAlsoOnceRedisWasAway() throws Exception {
        String[] properties = {
            "server.database-url=" + new TestDatabase.PostgresSchema("redis" + Integer.toHexString(folder.hashCode())).jdbcUrl(),
            "server.queue-check=4s", ""};
        try (RealRedis redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
                RedisConnection client = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow())) {
            properties[2] = "server.redis-url=" + redis.url();
            try (TestServer one = new TestServer(folder, properties); TestServer other = new TestServer(folder, properties)) {
                List<String> ids = create(one, other);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries(client)).isEqualTo(ids.size()));

                redis.kill();
                ids.addAll(create(one, other));
                redis.startEmpty();

                await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() ->
                        assertThat(entries(client)).isEqualTo(ids.size()));
                await().during(Duration.ofSeconds(1)).atMost(PATIENCE).untilAsserted(() ->
                        assertThat(entries(client)).isEqualTo(ids.size()));
            }
        }
    }

    private static List<String> create(TestServer one, TestServer other) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add((i % 2 == 0 ? one : other).createTask("global"));
        }
        return ids;
    }

    private static int entries(RedisConnection client) {
        return client.client().getStream("a2a:tasks:global").range(StreamMessageId.MIN, StreamMessageId.MAX).size();
    }
}
