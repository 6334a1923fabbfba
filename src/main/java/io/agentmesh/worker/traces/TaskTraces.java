package io.agentmesh.worker.traces;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** The traces of tasks that run or wait to be reported. */
final class TaskTraces implements WorkerObserver {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Task> METADATA = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Task task) {
            return W3C.fields();
        }

        @Override
        public String get(Task task, String field) {
            return task == null ? null : task.metadataText(field);
        }
    };

    private final Tracer tracer;
    private final Map<String, TaskTrace> open = new ConcurrentHashMap<>();

    TaskTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void opened(Task task) {
        open.put(task.id(), new TaskTrace(tracer, W3C.extract(Context.root(), task, METADATA), task));
    }

    @Override
    public void claimed(Task task) {
        open.computeIfPresent(task.id(), (id, trace) -> {
            trace.claimed(task);
            return trace;
        });
    }

    @Override
    public void adopted(Task task) {
        open.computeIfPresent(task.id(), (id, trace) -> {
            trace.adopted(task);
            return trace;
        });
    }

    @Override
    public void finished(Task task, Outcome outcome) {
        open.computeIfPresent(task.id(), (id, trace) -> {
            trace.finished(outcome);
            return trace;
        });
    }

    @Override
    public void closed(Task task) {
        open.computeIfPresent(task.id(), (id, trace) -> trace.closed() ? null : trace);
    }

    @Override
    public void settled(String taskId, int attempt, long droppedBytes) {
        open.computeIfPresent(taskId, (id, trace) -> trace.settled() ? null : trace);
    }

    /** @return the {@code traceparent} of a call for the task now, or null where it has no trace */
    String traceparent(String taskId) {
        TaskTrace trace = open.get(taskId);
        if (trace == null) {
            return null;
        }
        String[] header = new String[1];
        W3C.inject(trace.current(), header, (carrier, field, value) -> {
            if (field.equals("traceparent")) {
                carrier[0] = value;
            }
        });
        return header[0];
    }

    /** The worker stops: ends open spans, so that they are sent. */
    void end() {
        open.values().forEach(TaskTrace::end);
        open.clear();
    }
}
