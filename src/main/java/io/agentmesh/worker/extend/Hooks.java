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
 * What a route that an integrator puts in as a hook may decide and say, and what the built-in routes ask about one
 * ({@code worker.hook-*} in {@code application.properties}).
 */
public class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private final Runs runs;

    public Hooks(Runs runs) {
        this.runs = runs;
    }

    /** For the variable {@code decision}: the task stays at the server, for other workers or for later. */
    public Decision leave(String reason) {
        return Decision.leave(reason);
    }

    /** The hook {@code accept} failed: a task that nobody could judge isn't taken. */
    public Decision undecided(Task task, Throwable failure) {
        LOG.warn("task {} is left, as the hook accept failed: {}", task.id(), ServerFault.sentence(failure));
        return Decision.leave("the hook accept failed");
    }

    /** An outcome with a text behind what it says, such as a diff. */
    public Outcome withMore(Outcome outcome, String text) {
        return outcome.withMore(text);
    }

    public Outcome completed(String result) {
        return Outcome.completed(result);
    }

    public Outcome failed(String error) {
        return Outcome.failed(error);
    }

    /** Whether a folder has no file of that name, such as one that approves a task. */
    public boolean isMissing(String folder, String name) {
        return !Files.exists(Path.of(folder, name));
    }

    /** Whether it isn't known yet what the hook {@code after-run} makes of this attempt. */
    public boolean mayAmend(Task task) {
        return !run(task).isAmended();
    }

    /**
     * Keeps what the hook {@code after-run} made of an outcome, so that it isn't asked again after a crash.
     *
     * @param made where that is no outcome, the one before stands
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
     * What a task comes to whose hook {@code after-run} failed: what was to be done is not all done. The agent's own
     * words are kept.
     */
    public Outcome broken(Outcome before, Throwable failure) {
        String reason = "the hook after the run failed: " + ServerFault.sentence(failure);
        return before.error() != null ? before.withMore(reason)
                : Outcome.failed(reason).withMore("The agent's answer was:\n" + before.result())
                        .withSession(before.sessionId(), before.usage());
    }

    /** What a task comes to whose route left something else than an outcome, or nothing. */
    public Outcome checked(Object made) {
        return made instanceof Outcome outcome ? outcome : Outcome.failed(
                "the route that does the work left no outcome: it must set the body to an Outcome");
    }

    /**
     * Takes back what a route leaves that handles its own errors, or stops: either would end the route that called it,
     * too.
     */
    public void clearRouteStop(Exchange exchange) {
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.setRouteStop(false);
    }

    /** A hook that is only told of an outcome has no say in it. */
    public void ignored(Task task, Throwable failure) {
        LOG.warn("task {}: a hook that was told of its outcome failed: {}", task.id(), ServerFault.sentence(failure));
    }

    private RunFolder run(Task task) {
        return runs.folder(Runs.key(task.id(), task.attempt()));
    }
}
