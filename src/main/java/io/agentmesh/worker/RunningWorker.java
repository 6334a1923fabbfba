package io.agentmesh.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.agentmesh.agent.TerminationReason;
import io.agentmesh.task.LogNames;
import io.agentmesh.worker.client.CallLimit;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.lifecycle.StateFolder;
import io.agentmesh.worker.observe.WorkerHealth;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started worker; closing it drains it. */
public final class RunningWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningWorker.class);
    private static final TerminationReason STOPPED =
            TerminationReason.failed("the worker was stopped before the task was finished");
    private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UNREGISTER_TIMEOUT = Duration.ofSeconds(5);
    /** For Camel itself, and for all else. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Main main;
    private final WorkerBeans beans;
    private final StateFolder state;
    private final Duration drainTimeout;
    private final Duration killGrace;

    RunningWorker(Main main, WorkerBeans beans, StateFolder state, Duration drainTimeout, Duration killGrace) {
        this.main = main;
        this.beans = beans;
        this.state = state;
        this.drainTimeout = drainTimeout;
        this.killGrace = killGrace;
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    /** @param listener receives an error that has cost a slot, such as lack of memory */
    void onError(Consumer<Error> listener) {
        beans.slotThreads.onError(listener);
    }

    WorkerHealth health() {
        return beans.health;
    }

    /** The ids of the running tasks. */
    List<String> tasks() {
        return beans.slots.tasks();
    }

    /** Kills all runs without reporting anything. The next start reconciles their state. */
    void kill() {
        beans.runs.kill();
    }

    /** How long a stop takes at most. */
    Duration maxStopTime() {
        return drainTimeout.plus(killGrace).plus(END_TIMEOUT).plus(REPORT_TIMEOUT).plus(UNREGISTER_TIMEOUT)
                .plus(CLOSE_TIMEOUT);
    }

    @Override
    public void close() throws Exception {
        stop(() -> false);
    }

    /**
     * Takes no new tasks, lets running ones finish within the drain timeout, ends the rest, reports all outcomes, and
     * unregisters. Unreported outcomes stay in the outbox for the next start, and a claim without an answer stays
     * recorded.
     *
     * @param urgent polled; whether to end running tasks without waiting any longer
     * @return whether all running tasks finished by themselves
     */
    boolean stop(BooleanSupplier urgent) throws Exception {
        try {
            beans.slots.close();
            beans.queue.stopReading();
            boolean finished = awaitTasks(urgent);
            if (!finished) {
                LOG.info("ending what still runs, as {}: {}", urgent.getAsBoolean() ? "a second signal asks for it"
                        : "the drain_timeout of " + drainTimeout.toSeconds() + " s is over",
                        String.join(", ", beans.slots.tasks()));
                endRuns();
            }
            awaitReports();
            if (beans.connection.isRegistered()) {
                // A heartbeat would register the worker again.
                beans.connection.forgotten();
                unregister();
            }
            beans.connection.close();
            beans.queue.close();
            camel().getRegistry().findByType(CallLimit.class).forEach(CallLimit::end);
            main.stop();
            beans.slotThreads.shutdownNow();
            beans.observation.close();
            return finished;
        } finally {
            beans.folderLocks.releaseAll();
            state.close();
        }
    }

    private boolean awaitTasks(BooleanSupplier urgent) throws InterruptedException {
        long until = System.nanoTime() + drainTimeout.toNanos();
        while (!beans.slots.awaitIdle(POLL_INTERVAL)) {
            if (urgent.getAsBoolean() || System.nanoTime() >= until) {
                return false;
            }
        }
        return true;
    }

    /** Repeated, as a task that was claimed just now may have no run yet. */
    private void endRuns() throws InterruptedException {
        long until = System.nanoTime() + killGrace.plus(END_TIMEOUT).toNanos();
        do {
            beans.runs.endAll(STOPPED);
        } while (!beans.slots.awaitIdle(POLL_INTERVAL) && System.nanoTime() < until);
    }

    private void awaitReports() throws Exception {
        long until = System.nanoTime() + REPORT_TIMEOUT.toNanos();
        while (!beans.outbox.isEmpty() && !beans.connection.isLost() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        for (String task : beans.outbox.tasks()) {
            try (LogNames names = LogNames.of(task, null)) {
                LOG.info("task {} will be reported at the next start", task);
            }
        }
    }

    /** Unregistering is optional: a server that hangs must not delay the stop. */
    private void unregister() throws InterruptedException {
        try {
            beans.producer.get().asyncSendBody("direct:unregister-worker", null)
                    .get(UNREGISTER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.info("the server wasn't told of the stop: {}", ServerFault.sentence(e));
        } catch (TimeoutException e) {
            LOG.info("the server wasn't told of the stop: it doesn't answer");
        }
    }
}
