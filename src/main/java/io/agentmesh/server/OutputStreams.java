package io.agentmesh.server;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.task.Ids;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.ProducerTemplate;

/** Opens a stream of a task's output for each client that asks for one, and ends them all when the server stops. */
final class OutputStreams implements AutoCloseable {

    private static final String ADDRESS = "/v1/opencode/tasks/:id/output/stream";

    private ProducerTemplate routes;
    private volatile boolean isClosed;

    void listen(Router router, ProducerTemplate template) {
        routes = template;
        router.get(ADDRESS).handler(this::open);
    }

    private void open(RoutingContext request) {
        String taskId = request.pathParam("id");
        String lastEventId = request.request().getHeader("Last-Event-ID");
        if (!Ids.isValid(taskId)) {
            Door.refuse(request, 404, "There is no such task.");
        } else if (lastEventId != null && !lastEventId.matches("\\d{1,9}")) {
            Door.refuse(request, 400, "Last-Event-ID must be the id of an event of this stream.");
        } else {
            new OutputFollower(request, this, taskId, lastEventId == null ? 0 : Integer.parseInt(lastEventId)).read();
        }
    }

    /** What comes after the piece {@code since}; a {@link Refusal} where there is no such task. */
    CompletableFuture<OutputPage> next(String taskId, int since) {
        return routes.asyncRequestBody("direct:follow-output", Map.of("id", taskId, "since", since), OutputPage.class);
    }

    boolean isClosed() {
        return isClosed;
    }

    /** From now on nothing is read: a route that always has another reader would never come to rest. */
    @Override
    public void close() {
        isClosed = true;
    }
}
