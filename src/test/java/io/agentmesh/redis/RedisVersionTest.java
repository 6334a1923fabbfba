package io.agentmesh.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import io.agentmesh.support.RedisKinds;

class RedisVersionTest {

    @ParameterizedTest
    @CsvSource({"5, 9, false", "6, 0, false", "6, 2, true", "7, 0, true"})
    void sixPointTwoIsTheFirstThatWillDo(int major, int minor, boolean isSupported) {
        assertThat(new RedisVersion(major, minor).isSupported()).isEqualTo(isSupported);
    }

    @Test
    void aClusterTellsItsVersionToo(@TempDir Path folder) {
        try (RealRedis redis = RedisKinds.cluster(folder); RedisConnection connection = new RedisConnection(
                RedisUrl.parse(redis.url().replace("redis:", "redis-cluster:")).orElseThrow())) {
            assertThat(RedisVersion.of(connection).isSupported()).isTrue();
        }
    }
}
