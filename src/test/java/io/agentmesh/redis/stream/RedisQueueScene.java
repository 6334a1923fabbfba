package io.agentmesh.redis.stream;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;

/** Two workers at the streams of one Redis. */
abstract class RedisQueueScene {

    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration NOT = Duration.ZERO;

    @TempDir
    Path folder;
    RealRedis redis;
    RedisConnection connection;
    RedisQueue first;
    RedisQueue second;

    @BeforeEach
    void start() {
        redis = RealRedis.start(folder);
        connection = connection();
        first = queue("w1");
        second = queue("w2");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        connection.close();
        redis.close();
    }

    RedisQueue queue(String worker) {
        return new RedisQueue(connection(), worker, false, Clock.systemUTC());
    }

    RedisConnection connection() {
        return new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
    }

    static List<QueueEntry> read(RedisQueue queue, String codebase) {
        return queue.read(List.of(codebase), 1, NOT);
    }

    void put(String codebase, String task) {
        stream(codebase).add(StreamAddArgs.entry("task", task));
    }

    RStream<String, String> stream(String codebase) {
        return connection.client().getStream("a2a:tasks:" + codebase, StringCodec.INSTANCE);
    }
}
