package io.agentmesh.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.agentmesh.redis.QueueNames;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMultiReadGroupArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** The commands that a worker sends to Redis, for many of them: each that waits has a connection, as real ones have. */
final class FleetRedis implements AutoCloseable {

    private static final String PENDING = "__pending__";
    private static final String DONE = """
            redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
            return redis.call('XDEL', KEYS[1], ARGV[2])
            """;
    private static final int MORE_CONNECTIONS = 64;
    private static final int MAX_LOOKED_AT = 100;

    private final RedissonClient client;

    FleetRedis(String url, int workers) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setThreads(2).setNettyThreads(4);
        config.useSingleServer().setAddress(url).setConnectionPoolSize(workers + MORE_CONNECTIONS)
                .setConnectionMinimumIdleSize(1).setTimeout(30_000).setRetryAttempts(0);
        client = Redisson.create(config);
    }

    /** Whether others have left something: two questions for each of the worker's two streams. */
    CompletionStage<?> look(String worker, String codebase, Duration takeover) {
        return leftOn(stream(codebase), worker, takeover).thenCompose(none -> leftOn(stream(PENDING), worker, takeover));
    }

    private static CompletionStage<?> leftOn(RStream<String, String> stream, String worker, Duration takeover) {
        return stream.listPendingAsync(QueueNames.GROUP, worker, StreamMessageId.MIN, StreamMessageId.MAX, MAX_LOOKED_AT)
                .thenCompose(own -> stream.listPendingAsync(QueueNames.GROUP, StreamMessageId.MIN, StreamMessageId.MAX,
                        takeover.toMillis(), TimeUnit.MILLISECONDS, MAX_LOOKED_AT));
    }

    /** What is there: one question for each stream. @return an entry of the codebase, or something else */
    CompletionStage<Object> read(String worker, String codebase) {
        return readOne(stream(PENDING), worker).thenCompose(none -> readOne(stream(codebase), worker));
    }

    private static CompletionStage<Object> readOne(RStream<String, String> stream, String worker) {
        return anything(stream.readGroupAsync(QueueNames.GROUP, worker, StreamReadGroupArgs.neverDelivered().count(1)));
    }

    /** Where nothing came the client answers an empty list, whatever it promises. */
    @SuppressWarnings("unchecked")
    private static CompletionStage<Object> anything(CompletionStage<?> answer) {
        return (CompletionStage<Object>) answer;
    }

    /** Waits for both streams at once. @return entries by stream, or something else */
    CompletionStage<Object> await(String worker, String codebase, Duration wait) {
        return anything(stream(codebase).readGroupAsync(QueueNames.GROUP, worker, StreamMultiReadGroupArgs.greaterThan(
                StreamMessageId.NEVER_DELIVERED, QueueNames.stream(PENDING), StreamMessageId.NEVER_DELIVERED)
                .count(1).timeout(wait)));
    }

    CompletionStage<?> acknowledge(String codebase, StreamMessageId entry) {
        return client.getScript(StringCodec.INSTANCE).evalAsync(RScript.Mode.READ_WRITE, DONE, RScript.ReturnType.INTEGER,
                List.of(QueueNames.stream(codebase)), QueueNames.GROUP, entry.toString());
    }

    /** As a worker does it that finds none. */
    void makeGroup(String codebase) {
        try {
            stream(codebase).createGroup(StreamCreateGroupArgs.name(QueueNames.GROUP)
                    .id(new StreamMessageId(0, 0)).makeStream());
        } catch (RedisException e) {
            if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
    }

    void makeSharedGroup() {
        makeGroup(PENDING);
    }

    long length(String codebase) {
        return stream(codebase).size();
    }

    Map<String, String> info() {
        return client.getRedisNodes(RedisNodes.SINGLE).getInstance().info(InfoSection.ALL);
    }

    private RStream<String, String> stream(String codebase) {
        return client.getStream(QueueNames.stream(codebase), StringCodec.INSTANCE);
    }

    @Override
    public void close() {
        client.shutdown(0, 5, TimeUnit.SECONDS);
    }
}
