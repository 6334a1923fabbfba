package io.agentmesh.server.redis;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * Hands what has happened to the routes that tell Redis of it. Whoever makes a call never waits for Redis: a route that
 * is behind with its work loses events, and leaves tasks to the sweep.
 */
public final class RedisFeed {

    private static final String NEVER_WAIT = "?discardWhenFull=true&waitForTaskToComplete=Never";

    private volatile ProducerTemplate routes;

    /** From now on things are handed on; where no Redis is configured nobody calls this. */
    void open(CamelContext context) {
        routes = context.createProducerTemplate();
    }

    /** The task of this row may be claimed. */
    public void pending(Map<String, Object> row) {
        send("seda:queue-task" + NEVER_WAIT, row);
    }

    /** @param event the JSON of {@link EventMessages}, made only where somebody wants it */
    public void happened(Supplier<String> event) {
        if (routes != null) {
            send("seda:publish-event" + NEVER_WAIT, event.get());
        }
    }

    private void send(String route, Object body) {
        ProducerTemplate open = routes;
        if (open != null) {
            open.sendBody(route, body);
        }
    }
}
