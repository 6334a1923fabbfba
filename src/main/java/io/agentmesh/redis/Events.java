package io.agentmesh.redis;

import org.redisson.client.codec.StringCodec;

/** The channel {@code a2a:events}, which only current subscribers receive. */
public final class Events {

    private final RedisConnection redis;

    public Events(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * @param event JSON {@code {type, data, timestamp}}
     * @throws RedisFailure where Redis is unreachable
     */
    public void publish(String event) {
        RedisFailure.guard(() -> redis.client().getTopic(QueueNames.EVENTS, StringCodec.INSTANCE).publish(event));
    }
}
