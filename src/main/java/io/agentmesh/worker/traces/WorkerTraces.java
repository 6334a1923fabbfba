package io.agentmesh.worker.traces;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.agentmesh.settings.http.Network;
import io.agentmesh.task.WorkerObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.internal.http.HttpSenderProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * The worker's traces on their way to a collector. An unreachable collector delays no task: another thread sends spans,
 * and drops them where there are too many.
 */
public final class WorkerTraces implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final TaskTraces tasks;

    /** @param endpoint of the collector, without the protocol's path */
    public WorkerTraces(String endpoint, String workerId, Network network) {
        String address = endpoint + "/v1/traces";
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), "agentmesh-worker",
                        AttributeKey.stringKey("service.instance.id"), workerId)))
                .setSampler(Sampler.parentBased(new OnlyTasks()))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(address).setComponentLoader(new SenderLoader(new TraceSender(address, network)))
                        .build()).build())
                .build();
        tracer = provider.get("agentmesh-worker");
        tasks = new TaskTraces(tracer);
    }

    public WorkerObserver observer() {
        return tasks;
    }

    /** @return the {@code traceparent} of a call for the task now, or null */
    public String traceparent(String taskId) {
        return tasks.traceparent(taskId);
    }

    /** Beans for Camel's tracer, by name. */
    public Map<String, Object> beans() {
        return Map.of("tracer", tracer, "contextPropagators",
                ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
    }

    /** Camel traces only calls to the server: spans of its routes and steps would hide them. */
    public static Map<String, String> properties() {
        return Map.of("camel.opentelemetry2.enabled", "true", "camel.opentelemetry2.excludePatterns", "^(?!http:).*");
    }

    /** Provides the exporter with its sender alone. */
    private record SenderLoader(TraceSender sender) implements ComponentLoader {

        @Override
        public <T> Iterable<T> load(Class<T> wanted) {
            return wanted == HttpSenderProvider.class
                    ? List.of(wanted.cast((HttpSenderProvider) any -> sender)) : List.of();
        }
    }

    @Override
    public void close() {
        tasks.end();
        provider.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
