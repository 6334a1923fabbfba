package io.agentmesh.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.Processes;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RBucket;
import org.redisson.client.RedisException;

class RedisConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static RedisConnection to(String url) {
        return new RedisConnection(RedisUrl.parse(url).orElseThrow());
    }

    @Test
    void valuesArePlainText() {
        try (RealRedis redis = RealRedis.start(folder); RedisConnection connection = to(redis.url() + "/2");
                RedisConnection other = to(redis.url() + "/2"); RedisConnection elsewhere = to(redis.url())) {
            connection.client().<String>getBucket("a").set("ä {}");

            assertThat(other.client().<String>getBucket("a").get()).isEqualTo("ä {}");
            assertThat(elsewhere.client().<String>getBucket("a").get()).isNull();
        }
    }

    @Test
    void aPasswordIsSent() {
        try (RealRedis redis = RealRedis.start(folder, "--requirepass", "s@cret");
                RedisConnection right = to(redis.url().replace("//", "//:s%40cret@"));
                RedisConnection wrong = to(redis.url().replace("//", "//:hunter2@"));
                RedisConnection none = to(redis.url())) {
            right.client().getBucket("a").set("1");

            assertThatThrownBy(none::client).isInstanceOf(RedisException.class);
            assertThatThrownBy(() -> new TaskStreams(none).generation("a")).isInstanceOf(RedisFailure.class)
                    .hasMessageContaining("NOAUTH");
            assertThatThrownBy(() -> new TaskStreams(wrong).generation("a")).isInstanceOf(RedisFailure.class)
                    .hasMessageContaining("WRONGPASS").hasMessageNotContaining("hunter2");
        }
    }

    /** A worker starts before its Redis, and outlives it. */
    @Test
    void itComesBackWithRedis() {
        try (RealRedis redis = RealRedis.away(folder); RedisConnection connection = to(redis.url())) {
            assertThatThrownBy(connection::client).isInstanceOf(RedisException.class);
            assertThatThrownBy(connection::client).isInstanceOf(RedisException.class);

            redis.start();
            RBucket<String> bucket = connection.client().getBucket("a");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> bucket.set("1"));
            redis.kill();
            assertThatThrownBy(() -> bucket.get()).isInstanceOf(RedisException.class);

            redis.start();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> "1".equals(bucket.get()));
            redis.stop();
            redis.startEmpty();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> bucket.get() == null);
        }
    }

    /** Hours without Redis are many tries. */
    @Test
    void aTryThatFailsLeavesNothing() {
        Set<String> others = redissonPools();
        try (RedisConnection connection = to("redis://127.0.0.1:1")) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(connection::client).isInstanceOf(RedisException.class);
            }

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(others).containsAll(redissonPools()));
        }
    }

    /** The pools of threads of all clients of this JVM; that of another test may have more threads soon, but no other name. */
    private static Set<String> redissonPools() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("redisson"))
                .map(name -> name.replaceFirst("-\\d+$", "")).collect(Collectors.toSet());
    }

    @Test
    void aRedisThatSaysNothingIsGivenUp() {
        try (RealRedis redis = RealRedis.start(folder); RedisConnection connection = to(redis.url())) {
            RBucket<String> bucket = connection.client().getBucket("a");
            bucket.set("1");
            redis.pause();
            assertThatThrownBy(bucket::get).isInstanceOf(RedisException.class);

            redis.resume();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> "1".equals(bucket.get()));
        }
    }

    @Test
    void aClosedOneIsNotUsedAgain() {
        RedisConnection connection = to("redis://:secret@127.0.0.1:1");
        connection.close();

        assertThatThrownBy(connection::client).isInstanceOf(IllegalStateException.class);
        assertThat(connection).hasToString("redis://127.0.0.1:1");
    }

    @Test
    void theRedisOfATestEndsWithIt() {
        RealRedis redis = RealRedis.start(folder);
        redis.close();

        assertThat(Processes.isAlive(redis.pid())).isFalse();
    }
}
