package io.agentmesh.worker.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.http.Network;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.worker.metrics.Readings;
import io.agentmesh.worker.metrics.WorkerMetrics;
import io.agentmesh.worker.traces.WorkerTraces;

/**
 * Observers of this worker: metrics where the management port is open, traces where an endpoint is configured. Unused
 * ones aren't even loaded.
 */
public final class Observation implements AutoCloseable {

    private final Map<String, Object> beans = new HashMap<>();
    private final Observers observers;
    private final WorkerTraces traces;

    public Observation(WorkerSettings settings, Readings readings, Network network) {
        List<WorkerObserver> all = new ArrayList<>();
        if (settings.health().port() != null) {
            WorkerMetrics metrics = new WorkerMetrics(readings, settings.model());
            beans.putAll(metrics.beans());
            all.add(metrics.observer());
        }
        String endpoint = settings.telemetry().otlpEndpoint();
        traces = endpoint == null ? null : new WorkerTraces(endpoint, settings.workerId(), network);
        if (traces != null) {
            beans.putAll(traces.beans());
            all.add(traces.observer());
        }
        observers = new Observers(all);
        beans.put("observers", observers);
        UnaryOperator<String> traceparents = task -> traces == null ? null : traces.traceparent(task);
        beans.put("traceParents", new TraceParents(traceparents));
    }

    public WorkerObserver observers() {
        return observers;
    }

    /** Beans for Camel and the routes, by name. */
    public Map<String, Object> beans() {
        return beans;
    }

    /** Properties for Camel. */
    public Map<String, String> properties() {
        return traces == null ? Map.of() : WorkerTraces.properties();
    }

    /** Sends remaining traces. */
    @Override
    public void close() {
        if (traces != null) {
            traces.close();
        }
    }
}
