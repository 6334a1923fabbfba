package io.agentmesh.redis;

import java.util.List;

/**
 * Checks that Redis accepts writes of a worker: a replica, or one out of memory, still answers reads. Leaves nothing
 * behind but the stream of the worker's wakes, which exists anyway.
 */
public final class WriteCheck {

    private static final RedisScript WRITE = RedisScript.command("check-write");

    private final RedisConnection connection;
    private final String stream;

    public WriteCheck(RedisConnection connection, String worker) {
        this.connection = connection;
        this.stream = QueueNames.wakes(worker);
    }

    /** @throws RedisFailure where Redis rejects it */
    public void run() {
        RedisFailure.guard(() -> WRITE.run(connection.client(), List.of(stream)));
    }
}
