package io.agentmesh.redis;

import java.util.List;

import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/**
 * Checks that Redis takes what a worker writes: a replica, and one without memory, still answers whoever only reads. It
 * leaves nothing behind but the stream of the worker's wakes, which is there anyway.
 */
public final class WriteCheck {

    private static final String WRITE = """
            local id = redis.call('XADD', KEYS[1], '*', 'check', '1')
            redis.call('XDEL', KEYS[1], id)
            return redis.call('EXPIRE', KEYS[1], 86400)
            """;

    private final RedisConnection connection;
    private final String stream;

    public WriteCheck(RedisConnection connection, String worker) {
        this.connection = connection;
        this.stream = QueueNames.wakes(worker);
    }

    /** @throws RedisFailure where Redis doesn't take it */
    public void run() {
        RedisFailure.guard(() -> connection.client().getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, WRITE,
                RScript.ReturnType.INTEGER, List.of(stream)));
    }
}
