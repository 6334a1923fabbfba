package io.agentmesh.faults;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a task ended as it had to, was executed as often as it may, and has all of its output. */
final class Verdict {

    private static final String STOPPED = "the worker was stopped before the task was finished";

    private final TaskPlan plan;
    private final JsonNode task;
    private final List<Execution> executions;
    private final History history;

    /** @param executions of this task, in the order of their begin */
    Verdict(TaskPlan plan, JsonNode task, List<Execution> executions, History history) {
        this.plan = plan;
        this.task = task;
        this.executions = executions;
        this.history = history;
    }

    /** @return a sentence, or null where all is well */
    String wrongEnd() {
        String status = task.path("status").asText();
        String text = text(status);
        if (status.equals("cancelled") && plan.isCancelled() || mayBreak()) {
            return null;
        }
        boolean planned = status.equals(plan.behaviour().status()) && text.matches("(?s)" + plan.behaviour().text());
        boolean stopped = status.equals("failed") && text.equals(STOPPED) && wasHit(Action.STOP_WORKER);
        // A worker that was away while the agent failed doesn't begin it again.
        boolean notTriedAgain = plan.behaviour() == Behaviour.STUMBLES && text.matches("the model could not be reached.*")
                && Stream.of(Action.values()).filter(Action::endsWorker).anyMatch(this::wasHit);
        return planned || stopped || notTriedAgain ? null : "ended as " + status + ": " + text;
    }

    private String text(String status) {
        return task.path(status.equals("completed") ? "result" : "error").asText("");
    }

    /** @return a sentence, or null where each attempt was executed once, alone */
    String wrongExecutions() {
        for (Execution one : executions) {
            long fresh = executions.stream().filter(other -> other.attempt() == one.attempt() && !other.resumed()).count();
            if (fresh > plan.behaviour().executions()) {
                return "attempt " + one.attempt() + " was executed " + fresh + " times";
            }
            if (one.together()) {
                return "execution " + one.name() + " found another one at work in codebase " + one.codebase();
            }
        }
        return executions.isEmpty() && task.path("status").asText().equals("completed") ? "was never executed" : null;
    }

    /** @return a sentence, or null where nothing of the output is missing or came twice */
    String wrongOutput(OutputText output) {
        if (output.trouble() != null) {
            return mayBreak() ? null : output.trouble();
        }
        List<String> known = executions.stream().map(Execution::name).toList();
        for (String name : output.lines().keySet()) {
            if (!known.contains(name)) {
                return "has output of execution " + name + ", which never was";
            }
        }
        boolean begunAgain = plan.behaviour() != Behaviour.STUMBLES || task.path("status").asText().equals("completed");
        boolean complete = begunAgain && !plan.isCancelled() && !mayBreak() && !executions.isEmpty() && !text("failed").equals(STOPPED);
        String last = executions.isEmpty() ? "" : executions.get(executions.size() - 1).name();
        int lines = output.lines().getOrDefault(last, 0);
        return !complete || lines == plan.lines() ? null
                : "has " + lines + " of " + plan.lines() + " lines of its output";
    }

    /** Where the disk was full while the agent wrote, what it couldn't write is not the worker's fault. */
    private boolean mayBreak() {
        return wasHit(Action.FILL_DISK);
    }

    /** One that was never executed has no time to compare. */
    private boolean wasHit(Action action) {
        return executions.isEmpty() ? history.hit(action) : executions.stream().anyMatch(execution -> history.hit(execution, action));
    }
}
