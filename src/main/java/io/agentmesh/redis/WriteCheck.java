package io.agentmesh.redis;

import java.util.List;

/**
 * Checks that Redis takes what a worker writes: a replica, and one without memory, still answers whoever only reads. It
 * leaves nothing behind but the stream of the worker's wakes, which is there anyway.
 */
public final class WriteCheck {

    private static final RedisScript WRITE = RedisScript.command("check-write");

    private final RedisConnection connection;
    private final String stream;

    public WriteCheck(RedisConnection connection, String worker) {
        this.connection = connection;
        this.stream = QueueNames.wakes(worker);
    }

    /** @throws RedisFailure where Redis doesn't take it */
    public void run() {
        RedisFailure.guard(() -> WRITE.run(connection.client(), List.of(stream)));
    }
}
