package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;

class RealRedisTest {

    @Test
    void afterAKillItHasEverythingUnlessItStartsEmpty(@TempDir Path folder) {
        try (RealRedis redis = RealRedis.start(folder)) {
            try (RedisConnection connection = connect(redis)) {
                connection.client().getBucket("a").set("b");
            }

            redis.kill();
            redis.start();
            assertThat(holdsIt(redis)).isTrue();

            redis.kill();
            redis.startEmpty();
            assertThat(holdsIt(redis)).isFalse();
        }
    }

    private static boolean holdsIt(RealRedis redis) {
        try (RedisConnection connection = connect(redis)) {
            return connection.client().getBucket("a").isExists();
        }
    }

    private static RedisConnection connect(RealRedis redis) {
        return new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
    }
}
