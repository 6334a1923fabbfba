package io.agentmesh.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.worker.metrics.Readings;
import io.agentmesh.worker.metrics.WorkerMetrics;

/** Who watches this worker: metrics where the management port is open. What isn't wanted isn't even loaded. */
final class Observation {

    private final Map<String, Object> beans = new HashMap<>();
    private final Observers observers;

    Observation(WorkerSettings settings, Readings readings) {
        List<WorkerObserver> all = new ArrayList<>();
        if (settings.health().port() != null) {
            WorkerMetrics metrics = new WorkerMetrics(readings, settings.model());
            beans.putAll(metrics.beans());
            all.add(metrics.observer());
        }
        observers = new Observers(all);
        beans.put("observers", observers);
    }

    WorkerObserver observers() {
        return observers;
    }

    /** For Camel and the routes, by their names. */
    Map<String, Object> beans() {
        return beans;
    }
}
