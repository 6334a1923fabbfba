package io.agentmesh.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.settings.host.SignalLadder;
import io.agentmesh.worker.lifecycle.WorkerExit;

/**
 * Signals that stop the worker. TERM, INT or HUP: the first lets running tasks finish, the second ends them, the third
 * exits at once. USR1 hands over: it exits at once, too, and leaves the runs to the next start.
 */
final class StopRequests {

    private static final Logger LOG = LoggerFactory.getLogger(StopRequests.class);

    /** A process that hangs in the kernel can't be killed, and must not block this one. */
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

    private static final Map<String, String> REASONS = Map.of(
            "TERM", "the system or a person asks for a stop, as by systemctl stop, docker stop or kill",
            "INT", "a person asks for a stop, as by Ctrl+C",
            "HUP", "the terminal was closed");

    private final CompletableFuture<String> stop = new CompletableFuture<>();
    private final CompletableFuture<RunningWorker> worker = new CompletableFuture<>();
    private volatile boolean urgent;

    /** Starts listening. */
    static StopRequests listen() {
        StopRequests requests = new StopRequests();
        SignalLadder.listen(List.of("TERM", "INT", "HUP"), List.of(requests::stop, requests::endNow, requests::exit));
        SignalLadder.listen(List.of("USR1"), List.of(requests::handOver));
        return requests;
    }

    /** Sets the worker that signals apply to. */
    void watch(RunningWorker running) {
        worker.complete(running);
        running.onError(this::exitOnError);
    }

    private void stop(SignalLadder.Received signal) {
        LOG.info("{} received: {}; no new tasks, finishing what runs; once more ends it", signal.name(),
                REASONS.getOrDefault(signal.name(), "somebody asks for a stop"));
        stop.complete(null);
    }

    private void endNow(SignalLadder.Received signal) {
        LOG.info("{} received again: ending what runs; once more exits at once", signal.name());
        urgent = true;
    }

    private void exit(SignalLadder.Received signal) {
        LOG.info("{} received for the third time: exiting at once", signal.name());
        Thread kill = new Thread(() -> withWorker(RunningWorker::kill), "kill");
        kill.setDaemon(true);
        kill.start();
        try {
            kill.join(KILL_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SignalLadder.exit(signal);
    }

    /** Needs no preparation: all that the next start needs is on the disk at any time. */
    private void handOver(SignalLadder.Received signal) {
        withWorker(running -> LOG.info("{} received: exiting, and leaving to the next start what runs: {}",
                signal.name(), running.tasks()));
        Runtime.getRuntime().halt(WorkerExit.HANDED_OVER);
    }

    /** The next start reconciles the task, as all others. */
    private void exitOnError(Error error) {
        try {
            LOG.error("a slot was lost to {}: exiting, and leaving what runs to the next start", error.toString());
            LOG.debug("where it happened:", error);
        } finally {
            Runtime.getRuntime().halt(WorkerExit.FAILED);
        }
    }

    private void withWorker(Consumer<RunningWorker> action) {
        RunningWorker running = worker.getNow(null);
        if (running != null) {
            action.accept(running);
        }
    }

    /** @param failure the message to exit with */
    void stop(String failure) {
        stop.complete(failure);
    }

    /** Whether to end running tasks now. */
    boolean isUrgent() {
        return urgent;
    }

    /** Waits for the first request. @return the failure to exit with, or null for a clean stop */
    String await() throws InterruptedException {
        try {
            return stop.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
