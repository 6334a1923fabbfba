package io.agentmesh.worker.metrics;

import java.time.Clock;
import java.util.Map;

import io.agentmesh.task.WorkerObserver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * All metrics of one worker. Camel finds the registry by its default name, adds its own metrics and serves them; also
 * {@code micrometer:} endpoints of routes use it.
 */
public final class WorkerMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WorkerObserver observer;

    /** @param model of tasks that name none, or null */
    public WorkerMetrics(Readings readings, String model) {
        observer = new TaskMeters(registry, model, Clock.systemUTC());
        Gauge.builder("agentmesh.tasks.running", () -> readings.running().getAsInt())
                .description("Tasks that are at work.").register(registry);
        Gauge.builder("agentmesh.slots", readings::slots)
                .description("How many tasks may be at work at once: max_concurrent.").register(registry);
        Gauge.builder("agentmesh.outbox.files", () -> readings.outboxFiles().getAsInt())
                .description("Outcomes that the server has yet to take.").register(registry);
        Gauge.builder("agentmesh.heartbeat.age", () -> readings.heartbeatAge().getAsDouble()).baseUnit("seconds")
                .description("Time since the server last answered a heartbeat or the registration; since the start where it never did.")
                .register(registry);
        FunctionCounter.builder("agentmesh.output", readings, counts -> counts.outputBytes().getAsLong())
                .baseUnit("bytes").description("Output of agents that the server has.").register(registry);
    }

    /** Beans by name. */
    public Map<String, Object> beans() {
        return Map.of("metricsRegistry", registry, "callMeters", new CallMeters(registry));
    }

    public WorkerObserver observer() {
        return observer;
    }
}
