package io.agentmesh.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.agentmesh.opencode.Ending;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that has been started; closing it drains it. */
public final class RunningWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningWorker.class);
    private static final Ending STOPPED = Ending.failed("the worker was stopped before the task was finished");
    private static final Duration LAST_REPORTS = Duration.ofSeconds(10);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    private final Main main;
    private final WorkerBeans beans;
    private final Duration drainTimeout;
    private final Duration killGrace;

    RunningWorker(Main main, WorkerBeans beans, Duration drainTimeout, Duration killGrace) {
        this.main = main;
        this.beans = beans;
        this.drainTimeout = drainTimeout;
        this.killGrace = killGrace;
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    /**
     * Takes no new tasks, lets the running ones finish within the drain timeout, ends what is left, reports all, and
     * says goodbye to the server. What can't be reported any more stays in the outbox for the next start.
     */
    @Override
    public void close() throws Exception {
        beans.slots.close();
        if (!beans.slots.awaitIdle(drainTimeout)) {
            LOG.info("ending what still runs after {} s: {}", drainTimeout.toSeconds(), beans.slots.tasks());
            beans.runs.endAll(STOPPED);
            beans.slots.awaitIdle(killGrace.plus(TO_SETTLE));
        }
        awaitReports();
        if (beans.presence.isRegistered()) {
            unregister();
        }
        main.stop();
        beans.slotThreads.shutdownNow();
    }

    private void awaitReports() throws Exception {
        long until = System.nanoTime() + LAST_REPORTS.toNanos();
        while (!beans.outbox.isEmpty() && !beans.presence.isLost() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        for (String task : beans.outbox.tasks()) {
            LOG.info("task {} will be reported at the next start", task);
        }
    }

    private void unregister() {
        try {
            beans.producer.get().sendBody("direct:unregister-worker", null);
        } catch (CamelExecutionException e) {
            LOG.info("the server wasn't told of the stop: {}", ServerFault.sentence(e));
        }
    }
}
