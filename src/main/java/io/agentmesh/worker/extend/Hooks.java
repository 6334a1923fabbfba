package io.agentmesh.worker.extend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.slot.Decision;

/**
 * What hooks of an integrator may decide and return, and predicates of the built-in routes about them
 * ({@code worker.hook-*} in {@code application.properties}).
 */
public class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private final Runs runs;

    public Hooks(Runs runs) {
        this.runs = runs;
    }

    /** For the variable {@code decision}: the task stays pending at the server, for other workers or for later. */
    public Decision leave(String reason) {
        return Decision.leave(reason);
    }

    /** The hook {@code accept} failed, so the task isn't claimed. */
    public Decision undecided(Task task, Throwable failure) {
        LOG.warn("task {} is left, as the hook accept failed: {}", task.id(), ServerFault.sentence(failure));
        return Decision.leave("the hook accept failed");
    }

    /** An outcome with text appended, such as a diff. */
    public Outcome withMore(Outcome outcome, String text) {
        return outcome.withMore(text);
    }

    /** An outcome with something for programs, such as the address of a pull request. */
    public Outcome withData(Outcome outcome, String name, Object value) {
        return outcome.withData(name, value);
    }

    public Outcome completed(String result) {
        return Outcome.completed(result);
    }

    public Outcome failed(String error) {
        return Outcome.failed(error);
    }

    /** Whether a folder lacks a file of that name, such as one that approves a task. */
    public boolean isMissing(String folder, String name) {
        return !Files.exists(Path.of(folder, name));
    }

    /** Whether the result of the hook {@code after-run} for this attempt is still unknown. */
    public boolean mayAmend(Task task) {
        return !run(task).isAmended();
    }

    /**
     * Stores the outcome of the hook {@code after-run}, so that it isn't called again after a crash.
     *
     * @param made the hook's outcome; anything else leaves the previous one
     */
    public Outcome amended(Task task, Outcome before, Object made) throws IOException {
        if (!(made instanceof Outcome outcome) || outcome.equals(before)) {
            return before;
        }
        if (runs.exists(run(task).key())) {
            run(task).amendOutcome(outcome);
        }
        return outcome;
    }

    /**
     * The outcome of a task whose hook {@code after-run} failed, so that not all is done. It includes the agent's own
     * result.
     */
    public Outcome broken(Outcome before, Throwable failure) {
        String reason = "the hook after the run failed: " + ServerFault.sentence(failure);
        return before.error() != null ? before.withMore(reason)
                : before.failedWith(reason);
    }

    /** The body of the working route, or a failure where it is no outcome. */
    public Outcome checked(Object made) {
        return made instanceof Outcome outcome ? outcome : Outcome.failed(
                "the route that does the work left no outcome: it must set the body to an Outcome");
    }

    /**
     * Clears the marks of a route that handles its own errors, or stops: either would end the calling route, too.
     */
    public void clearRouteStop(Exchange exchange) {
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.setRouteStop(false);
    }

    /** The failure of a hook that is only notified has no effect. */
    public void ignored(Task task, Throwable failure) {
        LOG.warn("task {}: a hook that was told of its outcome failed: {}", task.id(), ServerFault.sentence(failure));
    }

    private RunFolder run(Task task) {
        return runs.folder(Runs.key(task.id(), task.attempt()));
    }
}
