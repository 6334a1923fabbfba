package io.agentmesh.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.redis.stream.TaskStreams.NewEntry;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import io.agentmesh.support.RedisKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Cluster, and a Redis behind a Sentinel, serve as well as one server. */
@Timeout(300)
class RedisKindsTest {

    @TempDir
    Path folder;

    @Test
    void aClusterIsUsed() throws IOException {
        try (RealRedis redis = RedisKinds.cluster(folder("node"))) {
            check("redis-cluster://127.0.0.1:" + redis.port());
        }
    }

    @Test
    void theMasterThatASentinelNamesIsUsed() throws IOException {
        try (RealRedis redis = RealRedis.start(folder("master"));
                RealRedis sentinel = RedisKinds.sentinel(folder("sentinel"), redis)) {
            check("redis-sentinel://127.0.0.1:" + sentinel.port() + "?master=main");
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static void check(String url) {
        try (RedisConnection connection = new RedisConnection(RedisUrl.parse(url).orElseThrow())) {
            TaskStreams streams = new TaskStreams(connection);
            assertThat(streams.generation("g")).isEqualTo("g");
            for (String codebase : List.of("a", "b", "c")) {
                List<String> ids = streams.add(codebase, List.of(new NewEntry("{}", null)));
                assertThat(streams.missing(codebase, ids)).isEmpty();
                streams.remove(codebase, ids);
                assertThat(streams.missing(codebase, ids)).isEqualTo(ids);
            }
            new Events(connection).publish("{}");
        }
    }
}
