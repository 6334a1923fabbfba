package io.agentmesh.server.longpoll;

import java.util.Map;

import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.redis.EventMessages;
import io.agentmesh.server.redis.RedisFeed;
import org.apache.camel.Body;

/** What the routes tell those who wait, once it stands in the database. */
public final class TaskEvents {

    private final Signals signals;
    private final EventMessages events;
    private final RedisFeed redis;

    public TaskEvents(Signals signals, EventMessages events, RedisFeed redis) {
        this.signals = signals;
        this.events = events;
        this.redis = redis;
    }

    /** The task of this row has another status now; where it may be claimed, its workers are told. */
    public void moved(@Body Map<String, Object> task) {
        if ("pending".equals(task.get("status"))) {
            signals.send(new Signal(Signal.Kind.PENDING, (String) task.get("codebase_id")));
            redis.pending(task);
        }
        redis.happened(() -> events.task(task));
        signals.send(new Signal(Signal.Kind.CHANGED, (String) task.get("id")));
    }

    /** The task of this row runs now; nobody here waits for that. */
    public void claimed(Map<String, Object> task) {
        redis.happened(() -> events.task(task));
    }

    /** The worker of this row is there. */
    public void registered(@Body Map<String, Object> worker) {
        redis.happened(() -> events.worker("worker.registered", worker));
    }

    /** The worker of this row has said goodbye. */
    public void unregistered(Map<String, Object> worker) {
        redis.happened(() -> events.worker("worker.unregistered", worker));
    }

    /** The task of this row is to be cancelled: it is already, where nobody ran it, and else its worker is told. */
    public void cancelled(@Body Map<String, Object> task) {
        if ("running".equals(task.get("status"))) {
            signals.send(new Signal(Signal.Kind.CANCEL, (String) task.get("worker_id")));
        }
        moved(task);
    }

    /** The task has more output. */
    public void grown(String taskId) {
        signals.send(new Signal(Signal.Kind.CHANGED, taskId));
    }
}
