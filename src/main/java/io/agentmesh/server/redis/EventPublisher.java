package io.agentmesh.server.redis;

import io.agentmesh.redis.Events;
import io.agentmesh.redis.RedisFailure;
import org.apache.camel.Body;

/** Publishes events; while Redis is away they are lost, as they are for whoever doesn't listen. */
public final class EventPublisher {

    private final Events events;
    private final RedisState state;

    /** @param events null where no Redis is configured; then nobody calls */
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
