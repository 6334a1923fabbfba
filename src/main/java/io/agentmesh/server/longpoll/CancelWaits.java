package io.agentmesh.server.longpoll;

import java.util.Map;

import io.agentmesh.server.error.Refusal;
import io.agentmesh.server.http.Door;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.request.Query;
import io.agentmesh.server.request.WorkerBinding;
import io.agentmesh.server.request.WorkerRequests;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /v1/opencode/workers/{id}/cancels?wait=SECONDS&told=IDS} (contract, section "Workers"): the answer is held
 * until the worker should stop a task that it isn't told of yet. So a cancel is heard at once, and not with the next
 * heartbeat.
 */
final class CancelWaits {

    private static final String ADDRESS = "/v1/opencode/workers/:id/cancels";
    private static final String NONE = "{\"cancel\":[]}";

    private final WaitingRoom room = new WaitingRoom();
    private final Waiting waiting;
    private final WorkerBinding binding = new WorkerBinding();
    private WorkerRequests requests;

    CancelWaits(Waiting waiting) {
        this.waiting = waiting;
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
            new HeldAnswer(request, new HeldAnswer.Question(room, (String) worker.get("worker_id"),
                    () -> waiting.read("direct:list-cancels", worker, String.class), NONE, waiting::isClosed))
                    .start(seconds);
        } catch (Refusal e) {
            Door.refuse(request, e.getStatus(), e.getMessage());
        }
    }

    void wake(Signal signal) {
        if (signal.kind() == Signal.Kind.CANCEL) {
            room.wake(signal.id());
        } else if (signal.kind() == Signal.Kind.UNKNOWN) {
            room.wakeAll();
        }
    }

    void wakeAll() {
        room.wakeAll();
    }
}
