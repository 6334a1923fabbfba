package io.agentmesh.worker.traces;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * The spans of one task: {@code task} while it has a slot, and below it {@code claim}, {@code run} and {@code report}, one
 * after the other. The report may outlast the task's slot by far.
 */
final class TaskTrace {

    private final Tracer tracer;
    private final Span root;
    private final Context context;
    private Span phase;
    private boolean closed;
    private boolean reporting;

    /** @param parent of the task, or the root context */
    TaskTrace(Tracer tracer, Context parent, Task task) {
        this.tracer = tracer;
        root = tracer.spanBuilder("task").setParent(parent).setAttribute(OnlyTasks.TASK, task.id())
                .setAttribute("agentmesh.codebase.id", task.codebaseId())
                .setAttribute("agentmesh.agent", task.agentType()).startSpan();
        context = parent.with(root);
        phase = begin("claim");
    }

    private Span begin(String name) {
        return tracer.spanBuilder(name).setParent(context).startSpan();
    }

    synchronized void claimed(Task task) {
        root.setAttribute("agentmesh.attempt", task.attempt());
        next("run");
    }

    /** There was no claim in this life of the worker: a span that isn't ended is none. */
    synchronized void adopted(Task task) {
        root.setAttribute("agentmesh.attempt", task.attempt());
        phase = begin("run").setAttribute("agentmesh.adopted", true);
    }

    synchronized void finished(Outcome outcome) {
        Usage usage = outcome.usage();
        root.setAttribute("agentmesh.status", outcome.status());
        phase.setAttribute("gen_ai.usage.input_tokens", usage.input())
                .setAttribute("gen_ai.usage.output_tokens", usage.output());
        if (outcome.status().equals(Outcome.FAILED)) {
            // The error's text may quote the code: it goes to the server, not into traces.
            phase.setStatus(StatusCode.ERROR);
            root.setStatus(StatusCode.ERROR);
        }
        reporting = true;
        next("report");
    }

    private void next(String name) {
        phase.end();
        phase = begin(name);
    }

    /** The slot is free. @return whether nothing is left to trace */
    synchronized boolean closed() {
        closed = true;
        if (!reporting) {
            phase.end();
        }
        root.end();
        return !reporting;
    }

    /** The server has the outcome. @return whether nothing is left to trace */
    synchronized boolean settled() {
        phase.end();
        reporting = false;
        return closed;
    }

    /** Whatever is open ends here. */
    synchronized void end() {
        phase.end();
        root.end();
    }

    /** What a call is a child of that is made for the task now. */
    synchronized Context current() {
        return context.with(phase);
    }
}
