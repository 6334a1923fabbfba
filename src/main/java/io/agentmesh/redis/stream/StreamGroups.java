package io.agentmesh.redis.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.agentmesh.redis.QueueNames;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/** Creates the consumer group of a stream, and the stream, before the first read. */
final class StreamGroups {

    private static final StreamMessageId VERY_FIRST = new StreamMessageId(0, 0);

    private final Supplier<RedissonClient> client;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    StreamGroups(Supplier<RedissonClient> client) {
        this.client = client;
    }

    /** Reads from the first entry: it includes tasks that were added before any worker came. */
    void ensure(String stream) {
        if (!known.contains(stream)) {
            try {
                client.get().getStream(stream, StringCodec.INSTANCE).createGroup(
                        StreamCreateGroupArgs.name(QueueNames.GROUP).id(VERY_FIRST).makeStream());
            } catch (RedisException e) {
                if (!hasCode(e, "BUSYGROUP")) {
                    throw e;
                }
            }
            known.add(stream);
        }
    }

    /** Redis may have lost all groups. */
    void forget() {
        known.clear();
    }

    /** Whether a command failed because its group is missing. */
    static boolean isMissing(RedisException failure) {
        return hasCode(failure, "NOGROUP");
    }

    /** Whether Redis ended a wait: the stream was deleted, or Redis became a replica and closed the connection. */
    static boolean isUnblocked(RedisException failure) {
        return hasCode(failure, "UNBLOCKED");
    }

    private static boolean hasCode(RedisException failure, String code) {
        return String.valueOf(failure.getMessage()).contains(code);
    }
}
