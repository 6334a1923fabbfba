package io.agentmesh.server.longpoll;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.agentmesh.server.error.ApiException;
import io.agentmesh.server.error.DatabaseFault;
import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.request.Query;
import io.agentmesh.server.request.TaskRequests;
import io.agentmesh.task.Ids;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/opencode/tasks?…&wait=SECONDS} (contract, section "Tasks"): a long poll for tasks. A task in a
 * codebase only wakes the workers that serve it.
 */
final class TaskLongPolls {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLongPolls.class);
    private static final String ADDRESS = "/v1/opencode/tasks";
    private static final Set<String> OF_NO_CODEBASE = Set.of(Ids.PENDING, Ids.GLOBAL);
    private static final String NONE = "[]";
    /** A client without a worker_id. */
    private static final String NO_WORKER = "";

    private final LongPollSubscribers subscribers = new LongPollSubscribers();
    private final LongPolls longPolls;
    private TaskRequests requests;

    TaskLongPolls(LongPolls longPolls) {
        this.longPolls = longPolls;
    }

    void listen(Router router, TaskRequests taskRequests) {
        requests = taskRequests;
        router.get(ADDRESS).handler(this::open);
    }

    private void open(RoutingContext request) {
        try {
            Query query = new Query(request.request().query());
            int seconds = query.secondsToWait();
            if (seconds == 0) {
                request.next();
            } else {
                subscribe(request, requests.list(request.request().query()), seconds);
            }
        } catch (ApiException e) {
            RequestFilter.refuse(request, e.getStatus(), e.getMessage());
        }
    }

    /** @param tasks a query of {@link TaskRequests#list} */
    private void subscribe(RoutingContext request, Map<String, Object> tasks, int seconds) {
        new LongPoll(request, new LongPoll.Question(subscribers, (String) tasks.get("worker_id"),
                () -> longPolls.read("direct:select-tasks", tasks, String.class), NONE, longPolls::isClosed)).start(seconds);
    }

    /** Runs on the thread that created the task, which must not wait for the database here. */
    void wake(Signal signal) {
        if (subscribers.isEmpty() || signal.kind() == Signal.Kind.CHANGED || signal.kind() == Signal.Kind.CANCEL) {
            return;
        }
        if (signal.kind() == Signal.Kind.UNKNOWN || OF_NO_CODEBASE.contains(signal.id())) {
            subscribers.wakeAll();
            return;
        }
        subscribers.wake(NO_WORKER);
        longPolls.read("direct:find-codebase-workers", Map.of("codebase_id", signal.id()), List.class)
                .whenComplete((workers, error) -> wake(signal, workers, error));
    }

    private void wake(Signal signal, List<?> workers, Throwable error) {
        if (ObjectHelper.getException(UnavailableException.class, error) != null) {
            return;
        }
        if (error != null) {
            LOG.warn("who waits for a task of codebase {} is not woken: {}", signal.id(), DatabaseFault.reason(error));
            return;
        }
        workers.forEach(row -> subscribers.wake((String) ((Map<?, ?>) row).get("worker_id")));
    }
}
