package io.agentmesh.server.longpoll;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.server.error.ApiException;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.response.OutputPage;
import io.agentmesh.task.Ids;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Opens a stream of a task's output for each client that requests one, and wakes it when there is more. */
final class OutputEventStreams {

    private static final String ADDRESS = "/v1/opencode/tasks/:id/output/stream";

    private final LongPollSubscribers subscribers = new LongPollSubscribers();
    private final LongPolls longPolls;

    OutputEventStreams(LongPolls longPolls) {
        this.longPolls = longPolls;
    }

    void listen(Router router) {
        router.get(ADDRESS).handler(this::open);
    }

    private void open(RoutingContext request) {
        String taskId = request.pathParam("id");
        String lastEventId = request.request().getHeader("Last-Event-ID");
        if (!Ids.isValid(taskId)) {
            RequestFilter.refuse(request, 404, "There is no such task.");
        } else if (lastEventId != null && !lastEventId.matches("\\d{1,9}")) {
            RequestFilter.refuse(request, 400, "Last-Event-ID must be the id of an event of this stream.");
        } else {
            new OutputEventStream(request, this, taskId, lastEventId == null ? 0 : Integer.parseInt(lastEventId)).start();
        }
    }

    /** The output after the piece {@code since}; an {@link ApiException} where there is no such task. */
    CompletableFuture<OutputPage> next(String taskId, int since) {
        return longPolls.read("direct:follow-output", Map.of("id", taskId, "since", since), OutputPage.class);
    }

    /** Subscribers by task id. */
    LongPollSubscribers subscribers() {
        return subscribers;
    }

    boolean isClosed() {
        return longPolls.isClosed();
    }

    void wake(Signal signal) {
        subscribers.wake(signal, Signal.Kind.CHANGED);
    }
}
