package io.agentmesh.server.longpoll;

import java.util.Map;

import io.agentmesh.server.error.ApiException;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.http.WorkerBinding;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.request.Query;
import io.agentmesh.server.request.WorkerRequests;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /v1/opencode/workers/{id}/cancels?wait=SECONDS&told=IDS} (contract, section "Workers"): a long poll for
 * tasks that the worker should stop and doesn't know of, so that it learns of them before its next heartbeat.
 */
final class CancelLongPolls {

    private static final String ADDRESS = "/v1/opencode/workers/:id/cancels";
    private static final String NONE = "{\"cancel\":[]}";

    private final LongPollSubscribers subscribers = new LongPollSubscribers();
    private final LongPolls longPolls;
    private final WorkerBinding binding = new WorkerBinding();
    private WorkerRequests requests;

    CancelLongPolls(LongPolls longPolls) {
        this.longPolls = longPolls;
    }

    void listen(Router router, WorkerRequests workerRequests) {
        requests = workerRequests;
        router.get(ADDRESS).handler(this::open);
    }

    private void open(RoutingContext request) {
        try {
            Query query = new Query(request.request().query());
            int seconds = query.secondsToWait();
            Map<String, Object> worker = requests.cancels(request.pathParam("id"), query.text("told"));
            binding.check(worker, request.user());
            new LongPoll(request, new LongPoll.Question(subscribers, (String) worker.get("worker_id"),
                    () -> longPolls.read("direct:list-cancels", worker, String.class), NONE, longPolls::isClosed))
                    .start(seconds);
        } catch (ApiException e) {
            RequestFilter.refuse(request, e.getStatus(), e.getMessage());
        }
    }

    void wake(Signal signal) {
        subscribers.wake(signal, Signal.Kind.CANCEL);
    }
}
