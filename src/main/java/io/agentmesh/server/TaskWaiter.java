package io.agentmesh.server;

import java.util.Map;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that waits for a task. It looks when it comes, when it is woken and when its time is over, and leaves with
 * the first tasks that it sees. Everything happens on the context of its connection, one thing after the other.
 */
final class TaskWaiter {

    private static final Logger LOG = LoggerFactory.getLogger(TaskWaiter.class);
    private static final String NONE = "[]";

    private final RoutingContext request;
    private final TaskWaits waits;
    private final Map<String, Object> query;
    private final Context context;
    private final Runnable wake = this::wake;
    private long timer;
    private boolean isReading;
    private boolean isWoken;
    private boolean isLast;
    private boolean isGone;

    /** @param query see {@link TaskRequests#list} */
    TaskWaiter(RoutingContext request, TaskWaits waits, Map<String, Object> query) {
        this.request = request;
        this.waits = waits;
        this.query = query;
        this.context = request.vertx().getOrCreateContext();
    }

    /** From then on it is woken, so that no task slips through between looking and waiting. */
    void start(int seconds) {
        waits.room().enter(workerId(), wake);
        request.response().closeHandler(closed -> leave());
        timer = request.vertx().setTimer(seconds * 1_000L, over -> {
            isLast = true;
            look();
        });
        look();
    }

    private String workerId() {
        return (String) query.get("worker_id");
    }

    private void wake() {
        context.runOnContext(go -> look());
    }

    private void look() {
        if (isGone) {
            return;
        }
        isWoken = true;
        if (isReading) {
            return;
        }
        isWoken = false;
        isReading = true;
        if (waits.isClosed()) {
            answer(NONE);
            return;
        }
        waits.read(query).whenComplete((tasks, error) -> context.runOnContext(go -> seen(tasks, error)));
    }

    private void seen(String tasks, Throwable error) {
        isReading = false;
        if (isGone) {
            return;
        }
        if (error != null) {
            LOG.error("the tasks that somebody waits for can't be read: {}", String.valueOf(error));
            leave();
            Door.refuse(request, 500, ErrorAnswers.FAULT);
        } else if (isLast || !tasks.equals(NONE)) {
            answer(tasks);
        } else if (isWoken || waits.isClosed()) {
            look();
        }
    }

    private void answer(String tasks) {
        leave();
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            response.end(tasks);
        }
    }

    private void leave() {
        isGone = true;
        request.vertx().cancelTimer(timer);
        waits.room().leave(workerId(), wake);
    }
}
