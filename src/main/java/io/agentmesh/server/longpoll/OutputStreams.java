package io.agentmesh.server.longpoll;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.server.error.Refusal;
import io.agentmesh.server.http.Door;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.response.OutputPage;
import io.agentmesh.task.Ids;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Opens a stream of a task's output for each client that asks for one, and wakes it when there is more. */
final class OutputStreams {

    private static final String ADDRESS = "/v1/opencode/tasks/:id/output/stream";

    private final WaitingRoom room = new WaitingRoom();
    private final Waiting waiting;

    OutputStreams(Waiting waiting) {
        this.waiting = waiting;
    }

    void listen(Router router) {
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
            new OutputFollower(request, this, taskId, lastEventId == null ? 0 : Integer.parseInt(lastEventId)).start();
        }
    }

    /** What comes after the piece {@code since}; a {@link Refusal} where there is no such task. */
    CompletableFuture<OutputPage> next(String taskId, int since) {
        return waiting.read("direct:follow-output", Map.of("id", taskId, "since", since), OutputPage.class);
    }

    /** By the task's id. */
    WaitingRoom room() {
        return room;
    }

    boolean isClosed() {
        return waiting.isClosed();
    }

    void wake(Signal signal) {
        if (signal.kind() == Signal.Kind.CHANGED) {
            room.wake(signal.id());
        } else if (signal.kind() == Signal.Kind.UNKNOWN) {
            room.wakeAll();
        }
    }

    void wakeAll() {
        room.wakeAll();
    }
}
