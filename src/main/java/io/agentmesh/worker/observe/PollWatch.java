package io.agentmesh.worker.observe;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.agentmesh.worker.client.LastActivity;

/**
 * Whether the loop that asks for tasks still turns: a call that never ends would leave a worker that looks well and takes
 * nothing. Declared in {@code routes/worker/shared/beans.camel.yaml}.
 */
public class PollWatch {

    /** To ask for tasks, and for a codebase by its id and in the list of all. */
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

    /** Between two polls. */
    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    /** The longest that one call of a poll may take. */
    public void setCallTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    /** A poll begins, whether it asks the server or has a reason not to. */
    public void polled() {
        polls.beat();
    }

    /** @return why it is stuck, or empty */
    public String problem() {
        Duration silence = polls.silence();
        return silence.compareTo(interval.plus(callTimeout.multipliedBy(CALLS))) <= 0 ? ""
                : "the poll loop is stuck: no poll for " + silence.toSeconds() + " s";
    }
}
