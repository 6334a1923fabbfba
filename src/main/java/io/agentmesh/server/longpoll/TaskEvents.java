package io.agentmesh.server.longpoll;

import java.util.Map;

import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.redis.EventMessages;
import io.agentmesh.server.redis.RedisFeed;
import org.apache.camel.Body;

/** Publishes changes of tasks and workers, once they are stored, to waiting clients and Redis. */
public final class TaskEvents {

    private final Signals signals;
    private final EventMessages events;
    private final RedisFeed redis;

    public TaskEvents(Signals signals, EventMessages events, RedisFeed redis) {
        this.signals = signals;
        this.events = events;
        this.redis = redis;
    }

    /** A task's status has changed; where the task is pending, its workers are notified. */
    public void moved(@Body Map<String, Object> task) {
        if ("pending".equals(task.get("status"))) {
            signals.send(new Signal(Signal.Kind.PENDING, (String) task.get("codebase_id")));
            redis.pending(task);
        }
        redis.happened(() -> events.task(task));
        signals.send(new Signal(Signal.Kind.CHANGED, (String) task.get("id")));
    }

    /** A task is running now; no client waits for that. */
    public void claimed(Map<String, Object> task) {
        redis.happened(() -> events.task(task));
    }

    /** A worker has registered. */
    public void registered(@Body Map<String, Object> worker) {
        redis.happened(() -> events.worker("worker.registered", worker));
    }

    /** A worker has unregistered. */
    public void unregistered(Map<String, Object> worker) {
        redis.happened(() -> events.worker("worker.unregistered", worker));
    }

    /** A task's cancel was requested: a pending one is cancelled already, a running one's worker is notified. */
    public void cancelled(@Body Map<String, Object> task) {
        if ("running".equals(task.get("status"))) {
            signals.send(new Signal(Signal.Kind.CANCEL, (String) task.get("worker_id")));
        }
        moved(task);
    }

    /** A task has more output. */
    public void grown(String taskId) {
        signals.send(new Signal(Signal.Kind.CHANGED, taskId));
    }
}
