package io.agentmesh.server.redis;

import io.agentmesh.redis.Events;
import io.agentmesh.redis.RedisFailure;
import org.apache.camel.Body;

/** Publishes events; those during an outage of Redis are lost. */
public final class EventPublisher {

    private final Events events;
    private final RedisState state;

    /** @param events null where no Redis is configured; then nothing is published */
    public EventPublisher(Events events, RedisState state) {
        this.events = events;
        this.state = state;
    }

    /** @param event the JSON of {@link EventMessages} */
    public void publish(@Body String event) {
        if (!state.isUp()) {
            return;
        }
        try {
            events.publish(event);
        } catch (RedisFailure e) {
            state.failed(e.getMessage());
        }
    }
}
