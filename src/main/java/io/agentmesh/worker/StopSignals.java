package io.agentmesh.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * The wish that the worker stops: TERM, INT or HUP, or a failure of its own. The JVM's own way, a shutdown hook, would
 * end with 143 and couldn't wait for the tasks.
 */
final class StopSignals {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    private final CompletableFuture<String> stop = new CompletableFuture<>();

    StopSignals() {
        for (String name : List.of("TERM", "INT", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                LOG.info("{} received: no new tasks, finishing what runs", signal.getName());
                stop.complete(null);
            });
        }
    }

    /** @param failure the sentence to end with */
    void stop(String failure) {
        stop.complete(failure);
    }

    /** @return the failure to end with, or null for a clean stop */
    String await() throws InterruptedException {
        try {
            return stop.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
