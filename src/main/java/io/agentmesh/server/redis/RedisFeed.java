package io.agentmesh.server.redis;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * Passes changes to the routes that write to Redis. No API call waits for Redis: a route that can't keep up drops
 * events, and leaves tasks to the sweep.
 */
public final class RedisFeed {

    private static final String NEVER_WAIT = "?discardWhenFull=true&waitForTaskToComplete=Never";

    private volatile ProducerTemplate routes;

    /** Passes changes on from now on; not called where no Redis is configured. */
    void open(CamelContext context) {
        routes = context.createProducerTemplate();
    }

    /** The task of this row is pending. */
    public void pending(Map<String, Object> row) {
        send("seda:queue-task" + NEVER_WAIT, row);
    }

    /** @param event the JSON of {@link EventMessages}, created only where needed */
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
