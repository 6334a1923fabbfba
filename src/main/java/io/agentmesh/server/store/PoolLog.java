package io.agentmesh.server.store;

import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that the database has ended idle connections. HikariCP logs each of them, and replaces them before they are
 * needed.
 */
public final class PoolLog extends AppenderBase<ILoggingEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(HikariDataSource.class);
    private static final int REASON = 2;

    private final AtomicBoolean isLogged = new AtomicBoolean();

    @Override
    protected void append(ILoggingEvent event) {
        Object[] parts = event.getArgumentArray();
        if (parts != null && parts.length > REASON && isLogged.compareAndSet(false, true)) {
            LOG.warn("the database has ended idle connections ({}); new ones take their place, also when that happens"
                    + " again", parts[REASON]);
        }
    }
}
