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
 * Whether the database is usable; logs each change once. An outage begins with the first statement that fails because
 * of it, and ends with a check that could write.
 */
public final class DatabaseState {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseState.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Bytes written by a check after an outage: a full disk may have room for a row, and not for the next task. */
    private static final int PADDING = 32 * 1024;

    private final String name;
    private final Runnable evict;
    private final Times times;
    private final SecureRandom random = new SecureRandom();
    private DatabaseFault fault;
    /** Monotonic clock. */
    private long checkedAtNanos = System.nanoTime() - CHECK_NANOS;

    /**
     * @param name  of the database, without a password
     * @param evict replaces all its connections
     */
    public DatabaseState(String name, Runnable evict, Times times) {
        this.name = name;
        this.evict = evict;
        this.times = times;
    }

    /** Whether a statement failed because of the whole database. */
    public boolean isOutage(Exchange exchange) {
        return DatabaseFault.of(caught(exchange)).isPresent();
    }

    /** Whether an outage is going on. */
    public synchronized boolean isOut() {
        return fault != null;
    }

    /** Whether a new check is due; otherwise the last result counts. */
    public synchronized boolean isCheckDue() {
        return fault != null || System.nanoTime() - checkedAtNanos >= CHECK_NANOS;
    }

    /** The values that a check stores: {@code {now, padding}}. */
    public synchronized Map<String, Object> check() {
        byte[] padding = new byte[fault == null ? 0 : PADDING];
        random.nextBytes(padding);
        return Map.of("now", times.now(), "padding", HexFormat.of().formatHex(padding));
    }

    /** A check has succeeded. */
    public synchronized void checked() {
        checkedAtNanos = System.nanoTime();
        if (fault != null) {
            LOG.info("the database {} can be used again", name);
            if (fault == DatabaseFault.READ_ONLY) {
                // Connections made during the failover may still be read-only.
                evict.run();
            }
            fault = null;
        }
    }

    /** A statement or a check failed because of the whole database. */
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
     * @return the client's error where {@code failure} is an outage, which is recorded; else {@code failure} itself
     */
    public RuntimeException explain(RuntimeException failure) {
        Optional<DatabaseFault> found = DatabaseFault.of(failure);
        found.ifPresent(outage -> failed(failure));
        return found.<RuntimeException>map(outage -> new UnavailableException(outage.sentence())).orElse(failure);
    }

    /** The whole exception: Camel binds only its innermost cause to a parameter. */
    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
