package io.agentmesh.worker.traces;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * The spans of one task: {@code task} while it has a slot, and below it, one after the other, {@code claim}, {@code
 * run} and {@code report}. The report may outlast the slot.
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

    /** This process made no claim, so its span is not exported: it never ends. */
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
            // The error may quote code: it goes to the server, not into traces.
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

    /** The slot is free. @return whether the trace is complete */
    synchronized boolean closed() {
        closed = true;
        if (!reporting) {
            phase.end();
        }
        root.end();
        return !reporting;
    }

    /** The server has the outcome. @return whether the trace is complete */
    synchronized boolean settled() {
        phase.end();
        reporting = false;
        return closed;
    }

    /** Ends all open spans. */
    synchronized void end() {
        phase.end();
        root.end();
    }

    /** The parent of calls that are made for the task now. */
    synchronized Context current() {
        return context.with(phase);
    }
}
