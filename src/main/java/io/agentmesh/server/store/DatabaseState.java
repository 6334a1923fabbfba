package io.agentmesh.server.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.agentmesh.server.error.DatabaseFault;
import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.response.Times;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database can be used, as far as is known; each change is logged once. An outage begins with the first
 * statement that fails because of it, and ends with a check that could write.
 */
public final class DatabaseState {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseState.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A check after an outage stores so much: a full disk may still have room for a row, and not for the next task. */
    private static final int PADDING = 32 * 1024;

    private final String name;
    private final Runnable evict;
    private final Times times;
    private final SecureRandom random = new SecureRandom();
    private DatabaseFault fault;
    /** By a clock that nobody sets. */
    private long checkedAtNanos = System.nanoTime() - CHECK_NANOS;

    /**
     * @param name  what a person calls the database, without a password
     * @param evict replaces all its connections
     */
    public DatabaseState(String name, Runnable evict, Times times) {
        this.name = name;
        this.evict = evict;
        this.times = times;
    }

    /** Whether it is the database as a whole that made a statement fail. */
    public boolean isOutage(Exchange exchange) {
        return DatabaseFault.of(caught(exchange)).isPresent();
    }

    /** Whether an outage is going on. */
    public synchronized boolean isOut() {
        return fault != null;
    }

    /** Whether a check would learn anything new; who asks in between gets the answer of the last one. */
    public synchronized boolean isCheckDue() {
        return fault != null || System.nanoTime() - checkedAtNanos >= CHECK_NANOS;
    }

    /** What a check stores: {@code {now, padding}}. */
    public synchronized Map<String, Object> check() {
        byte[] padding = new byte[fault == null ? 0 : PADDING];
        random.nextBytes(padding);
        return Map.of("now", times.now(), "padding", HexFormat.of().formatHex(padding));
    }

    /** A check could write. */
    public synchronized void checked() {
        checkedAtNanos = System.nanoTime();
        if (fault != null) {
            LOG.info("the database {} can be used again", name);
            if (fault == DatabaseFault.READ_ONLY) {
                // One that was made meanwhile may still be read-only.
                evict.run();
            }
            fault = null;
        }
    }

    /** A statement failed, or a check, because of the database as a whole. */
    public void failed(Exchange exchange) {
        failed(caught(exchange));
    }

    private synchronized void failed(Throwable failure) {
        DatabaseFault found = DatabaseFault.of(failure).orElse(DatabaseFault.UNUSABLE);
        if (found == DatabaseFault.READ_ONLY) {
            // A new connection may lead to another server.
            evict.run();
        }
        if (found != fault) {
            fault = found;
            LOG.error("{} Calls that need it are answered 503 until it can be used again ({}: {})", found.sentence(),
                    name, DatabaseFault.reason(failure));
        }
    }

    /**
     * @return what a client is answered where {@code failure} is an outage, which is noted; else {@code failure} itself
     */
    public RuntimeException explain(RuntimeException failure) {
        Optional<DatabaseFault> found = DatabaseFault.of(failure);
        found.ifPresent(outage -> failed(failure));
        return found.<RuntimeException>map(outage -> new UnavailableException(outage.sentence())).orElse(failure);
    }

    /** As a whole: what Camel binds to a parameter is its innermost cause. */
    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
