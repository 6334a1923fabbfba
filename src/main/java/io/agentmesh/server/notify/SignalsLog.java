package io.agentmesh.server.notify;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.agentmesh.server.error.DatabaseFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when signals aren't sent or received, and once when they are again. */
final class SignalsLog {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSignals.class);
    /** A single lost connection is replaced at once, and isn't worth a line. */
    private static final int MIN_LOSSES = 2;

    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicBoolean isSendFailing = new AtomicBoolean();

    /** A connection listens. */
    void received() {
        if (losses.getAndSet(0) >= MIN_LOSSES) {
            LOG.info("signals of other servers are received again");
        }
    }

    /** The listening connection failed. */
    void lost(Throwable failure) {
        if (losses.incrementAndGet() == MIN_LOSSES) {
            LOG.warn("signals of other servers are not received: {}", DatabaseFault.reason(failure));
        }
    }

    void sent() {
        isSendFailing.set(false);
    }

    void notSent(Throwable failure) {
        if (isSendFailing.compareAndSet(false, true)) {
            LOG.warn("signals to other servers are not sent: {}", DatabaseFault.reason(failure));
        }
    }
}
