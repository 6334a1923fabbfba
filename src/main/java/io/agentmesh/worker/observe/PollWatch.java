package io.agentmesh.worker.observe;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.agentmesh.worker.client.LastActivity;

/**
 * Health check of the poll loop: a call that never ends would leave a worker that looks healthy and claims nothing.
 * Declared in {@code routes/worker/shared/beans.camel.yaml}.
 */
public class PollWatch {

    /** For tasks, and for a codebase by its id and in the list of all. */
    private static final int CALLS = 3;

    private final LastActivity polls;
    private Duration interval = Duration.ofSeconds(5);
    private Duration callTimeout = Duration.ofMinutes(2);

    public PollWatch() {
        this(System::nanoTime);
    }

    PollWatch(LongSupplier nanos) {
        polls = new LastActivity(nanos);
    }

    /** Interval between two polls. */
    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    /** Timeout of one call of a poll. */
    public void setCallTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    /** A poll begins, whether or not it calls the server. */
    public void polled() {
        polls.record();
    }

    /** @return the problem, or empty */
    public String problem() {
        Duration silence = polls.silence();
        return silence.compareTo(interval.plus(callTimeout.multipliedBy(CALLS))) <= 0 ? ""
                : "the poll loop is stuck: no poll for " + silence.toSeconds() + " s";
    }
}
